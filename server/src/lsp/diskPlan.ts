import type { CancellationToken } from 'vscode-languageserver';
import type { CheckSettings } from '../core/check/trainingFile';
import { type JobChoices, jobChoices } from '../core/tokens/cost';
import type { CountedModel } from '../core/tokens/countExample';
import type { Session } from './session';

/** What holds for a file on the disk. */
export interface DiskPlan {
  readonly check: CheckSettings;
  /** The same with what the file is compared with, which is read for that; what it has come to by then once nobody wants it any more. */
  readonly compared: (token: CancellationToken) => Promise<CheckSettings>;
  /** The model whose tokens count; undefined where none do. */
  readonly model: CountedModel | undefined;
  readonly job: JobChoices;
  /** To be called when it is done with. */
  readonly release: () => void;
}

let plans = 0;

/** What a file that need not be open is checked against and counted for; with `assume` whatever its lines look like. */
export async function planOnDisk(session: Session, uri: string, assume: boolean): Promise<DiskPlan> {
  const { pairs, tokenizers } = session;
  const { chosen, check } = await session.planFor(uri, assume);
  const { countTokens } = chosen.settings;
  // Its tokenizer is not that of the document, which may have been opened before the settings changed, nor that of another plan.
  const use = `${uri} on disk ${++plans}`;
  if (countTokens && chosen.tokenizer) await new Promise<void>((done) => tokenizers.choose(use, chosen.tokenizer, () => done()));
  const tokenizer = tokenizers.of(use);
  const model = countTokens ? check.model : undefined;
  return {
    check,
    compared: async (token) => {
      const part = await pairs.partOnDisk(uri, chosen.pairs, check, token);
      return part ? { ...check, part } : check;
    },
    model: model && typeof tokenizer === 'object' ? { ...model, tokenizer } : model,
    job: jobChoices(chosen.settings),
    release: () => tokenizers.close(use),
  };
}
