import * as vscode from 'vscode';
import { counted } from '../../../server/src/shared/numbers';
import type { FileRemedies, FixedFile, Remedy, RemedyChoice } from '../../../server/src/shared/protocol';
import { type Outcome, pickManyStep, pickStep, runSteps } from '../steps';
import { remainsText, remedyDetail } from './fixTexts';

/** What the questions need. */
export interface RemedyQuestions {
  /** The file's name, for the titles. */
  readonly name: string;
  readonly found: FileRemedies;
  /** Works out what the choice makes of the file and shows it. */
  readonly preview: (choices: readonly RemedyChoice[]) => Promise<FixedFile>;
}

interface Fixing {
  readonly chosen: readonly Remedy[];
  readonly fixed?: FixedFile;
}

interface RemedyItem extends vscode.QuickPickItem {
  readonly remedy?: Remedy;
}

/** Asks which remedies to apply and, with their result in sight, whether to; undefined when the user gave up. */
export async function chooseRemedies({ name, found, preview }: RemedyQuestions): Promise<FixedFile | undefined> {
  const done = await runSteps<Fixing>({ chosen: found.remedies.filter(({ kind }) => kind === 'fix') }, [
    (state, back) => pickRemedies(name, found, state, back),
    async (state, back) => confirm(name, await preview(state.chosen), state, back),
  ]);
  return done?.fixed;
}

async function pickRemedies(name: string, { remedies }: FileRemedies, state: Fixing, back: boolean): Promise<Outcome<Fixing>> {
  const items = itemsOf(remedies);
  const outcome = await pickManyStep({
    title: `Fix ${name}`,
    placeholder: 'Tick what to fix. You see the result before it is applied.',
    items,
    ticked: items.filter(({ remedy }) => remedy && state.chosen.includes(remedy)),
    back,
  });
  if (typeof outcome === 'string') return outcome;
  return { value: { chosen: outcome.value.flatMap(({ remedy }) => remedy ?? []) } };
}

function itemsOf(remedies: readonly Remedy[]): readonly RemedyItem[] {
  const group = (label: string, members: readonly Remedy[]): readonly RemedyItem[] =>
    members.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...members.map(itemOf)];
  return [
    ...group(
      'necessary',
      remedies.filter(({ necessary }) => necessary),
    ),
    ...group(
      'recommended',
      remedies.filter(({ necessary }) => !necessary),
    ),
  ];
}

function itemOf(remedy: Remedy): RemedyItem {
  const { title, rule, kind, necessary } = remedy;
  return {
    label: `$(${necessary ? 'error' : 'warning'}) ${title.replaceAll('`', '')}`,
    description: kind === 'fix' ? rule : `${rule}, suggested`,
    detail: remedyDetail(remedy),
    remedy,
  };
}

function undoText({ rewrite }: FixedFile): string {
  if (!rewrite) return 'One step to undo.';
  return `Saves the file as UTF-8 ${rewrite.mark ? 'with' : 'without'} a byte order mark, which Undo does not take back.`;
}

async function confirm(name: string, fixed: FixedFile, state: Fixing, back: boolean): Promise<Outcome<Fixing>> {
  const outcome = await pickStep({
    title: `Fix ${name}`,
    placeholder: 'Left the file as it is, right as it would be. Scroll as you like, then choose.',
    items: [
      {
        label: `$(check) Apply ${counted(fixed.applied, 'fix', 'fixes')}`,
        detail: `${undoText(fixed)} Checked again: ${remainsText(fixed.remains)}.`,
        apply: true,
      },
      { label: '$(close) Change nothing', detail: 'The file stays as it is.', apply: false },
    ],
    back,
    stays: true,
  });
  if (typeof outcome === 'string') return outcome;
  return outcome.value.apply ? { value: { ...state, fixed } } : 'cancelled';
}
