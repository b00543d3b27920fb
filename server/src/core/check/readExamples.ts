import { type Examples, type FilePart, noExamples, OtherFile, storedExamples } from '../project/exampleLines';
import { otherRole } from '../project/partOf';
import { type Row, splitRows } from '../rows/row';
import { exampleKey } from '../rules/exampleKey';
import type { RuleExample } from '../rules/rule';
import { detectionReach } from '../shapes/detect';
import type { Shape } from '../shapes/shape';
import { checkLine } from './checkLine';
import { planCheck } from './checkPlan';
import { NumberTable } from './numberTable';
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
    if ((reader || detectionReach(waiting) < waiting.length) && !flush()) return noExamples;
  }
  flush();
  return reader ? storedExamples(reader.lines) : noExamples;
}

/** The part of a file in a pair whose other file is given as text, for examples of rules. */
export function partBeside({ role, name, lines }: NonNullable<RuleExample['other']>, settings: ReadSettings): FilePart {
  const rows = splitRows(lines.join('\n'));
  const reader = startReading(rows, settings);
  for (const row of rows) reader?.read(row);
  const other = new OtherFile(name, name, role);
  other.compareWith(reader ? storedExamples(reader.lines) : noExamples);
  return { role: otherRole(role), others: [other] };
}

interface Reader {
  readonly read: (row: Row) => void;
  /** Where each example first stands, by key. */
  readonly lines: NumberTable;
}

function startReading(firstRows: Iterable<Row>, settings: ReadSettings): Reader | undefined {
  const fileShape: Shape | undefined = decideShape(firstRows, settings);
  if (!fileShape) return undefined;
  const lines = new NumberTable();
  const context = { target: settings.target, fileShape };
  const plan = planCheck({ rules: [], context, chosenSeverity: () => undefined, onRuleError: () => undefined });
  let index = 0;
  return {
    lines,
    read(row) {
      const { facts } = checkLine(row, plan);
      const key = facts.shape && exampleKey(facts);
      if (key !== undefined && lines.get(key) === undefined) lines.set(key, index);
      index += 1;
    },
  };
}
