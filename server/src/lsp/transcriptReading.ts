import { type CheckSettings, decideShape } from '../core/check/trainingFile';
import { type Row, splitRows } from '../core/rows/row';
import type { Shape } from '../core/shapes/shape';
import type { CountedModel } from '../core/tokens/countExample';
import { type ReadExample, readTranscript } from '../core/transcript/read';
import { freshLine } from '../core/transcript/rewrite';
import type { Settings } from '../shared/settings';
import type { CheckTranscriptParams, TranscriptLinesParams } from '../shared/transcriptProtocol';
import type { Session } from './session';

// Reading takes 20 ms a million, in one go; what is longer is checked in its file once it is saved.
const longest = 4_000_000;

/** A transcript that can be read, and what holds for it. */
export interface TranscriptReading {
  readonly examples: readonly ReadExample[];
  readonly lines: readonly string[];
  readonly fileShape: Shape;
  readonly check: CheckSettings;
  readonly settings: Settings;
  /** What its tokens are counted for; undefined where they are not. */
  readonly model: CountedModel | undefined;
}

/** Reads a transcript under the target and settings of a file; undefined where it cannot be read, is no training data, or is very long. */
export async function readingOf(session: Session, { text, uri }: CheckTranscriptParams): Promise<TranscriptReading | undefined> {
  if (text.length > longest) return undefined;
  const { examples, faults } = readTranscript(text);
  if (faults.length > 0) return undefined;
  const { shape, ...choices } = await choicesFor(session, uri);
  const fileShape = shape ?? decideShape(rowsOf(examples), choices.check);
  return fileShape && { examples, lines: splitRows(text).map((row) => row.text), fileShape, ...choices };
}

/** The examples that stand in some lines, with their index and the line before which they end. */
export function examplesIn(
  { examples, lines }: TranscriptReading,
  { first, last }: TranscriptLinesParams,
): readonly { readonly example: ReadExample; readonly index: number; readonly end: number }[] {
  return examples.flatMap((example, index) => {
    const end = examples[index + 1]?.places[0]?.line ?? lines.length;
    return (example.places[0]?.line ?? 0) > last || end <= first ? [] : [{ example, index, end }];
  });
}

type Choices = Pick<TranscriptReading, 'check' | 'settings' | 'model'> & { readonly shape: Shape | undefined };

async function choicesFor(session: Session, uri: string): Promise<Choices> {
  const open = session.file(uri);
  if (open) {
    await open.ready;
    const { settings: check, check: state } = open.file;
    return { check, settings: session.settings(uri), model: session.countedModel(uri), shape: state?.context.fileShape };
  }
  const { chosen, check } = await session.planFor(uri, false);
  const { settings, tokenizer } = chosen;
  // A tokenizer of its own is read for files that are open.
  return { check, settings, model: settings.countTokens && !tokenizer ? check.model : undefined, shape: undefined };
}

function* rowsOf(examples: readonly ReadExample[]): Iterable<Row> {
  for (const example of examples) yield* splitRows(freshLine(example));
}
