import { type Examples, type FilePart, OtherFile, storedExamples } from '../project/exampleLines';
import { otherRole } from '../project/partOf';
import { type Row, splitRows } from '../rows/row';
import { exampleKey } from '../rules/exampleKey';
import type { RuleExample } from '../rules/rule';
import { detectionReach } from '../shapes/detect';
import type { Shape } from '../shapes/shape';
import { checkLine, planCheck } from './checkLine';
import { type CheckSettings, decideShape } from './trainingFile';

/** What decides how the lines of a file are read. */
export type ReadSettings = Pick<CheckSettings, 'target' | 'shape' | 'assumeShape'>;

/** Reads what other files are compared with of a file that is not open, and keeps a number a line; nothing of a file that is no training data. */
export async function readExamples(rows: AsyncIterable<Row>, settings: ReadSettings): Promise<Examples> {
  let waiting: Row[] = [];
  let reader: Reader | undefined;
  const flush = (): boolean => {
    reader ??= startReading(waiting, settings);
    for (const row of waiting) reader?.read(row);
    waiting = [];
    return reader !== undefined;
  };
  for await (const row of rows) {
    waiting.push(row);
    if ((reader || detectionReach(waiting) < waiting.length) && !flush()) return storedExamples(new Map());
  }
  flush();
  return storedExamples(reader?.lines ?? new Map());
}

/** The part of a file in a pair whose other file is given as text, for examples of rules. */
export function partBeside({ role, name, lines }: NonNullable<RuleExample['other']>, settings: ReadSettings): FilePart {
  const rows = splitRows(lines.join('\n'));
  const reader = startReading(rows, settings);
  for (const row of rows) reader?.read(row);
  const other = new OtherFile(name, name, role);
  other.compareWith(storedExamples(reader?.lines ?? new Map()));
  return { role: otherRole(role), others: [other] };
}

interface Reader {
  readonly read: (row: Row) => void;
  /** Where each example first stands, by key. */
  readonly lines: ReadonlyMap<number, number>;
}

function startReading(firstRows: Iterable<Row>, settings: ReadSettings): Reader | undefined {
  const fileShape: Shape | undefined = decideShape(firstRows, settings);
  if (!fileShape) return undefined;
  const lines = new Map<number, number>();
  const plan = planCheck(
    [],
    { target: settings.target, fileShape },
    () => undefined,
    () => undefined,
    true,
  );
  let index = 0;
  return {
    lines,
    read({ text }) {
      const { facts } = checkLine(text, plan);
      const key = facts.shape && exampleKey(facts);
      if (key !== undefined && !lines.has(key)) lines.set(key, index);
      index += 1;
    },
  };
}
