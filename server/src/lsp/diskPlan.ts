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
  /** The model whose tokens count, with its tokenizer, which is read for that; undefined where none do. */
  readonly model: () => Promise<CountedModel | undefined>;
  readonly job: JobChoices;
  /** To be called when it is done with. */
  readonly release: () => void;
}

let plans = 0;

/** What a file that need not be open is checked against and counted for; with `assume` whatever its lines look like. */
export async function planOnDisk(session: Session, uri: string, assume: boolean): Promise<DiskPlan> {
  const { pairs, tokenizers } = session;
  const { chosen, check } = await session.planFor(uri, assume);
  // Its tokenizer is not that of the document, which may have been opened before the settings changed, nor that of another plan.
  const use = `${uri} on disk ${++plans}`;
  return {
    check,
    compared: async (token) => {
      const part = await pairs.partOnDisk(uri, chosen.pairs, check, token);
      return part ? { ...check, part } : check;
    },
    model: async () => {
      if (!chosen.settings.countTokens || !check.model) return undefined;
      if (chosen.tokenizer) await new Promise<void>((done) => tokenizers.choose(use, chosen.tokenizer, () => done()));
      const tokenizer = tokenizers.of(use);
      return typeof tokenizer === 'object' ? { ...check.model, tokenizer } : check.model;
    },
    job: jobChoices(chosen.settings),
    release: () => tokenizers.close(use),
  };
}
