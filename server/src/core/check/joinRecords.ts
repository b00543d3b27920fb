import { isObject, parseLine } from '../json/parse';
import { type Row, splitRows } from '../rows/row';
import { prettyPrinted } from '../rules/pretty-printed';
import { isPiece } from '../shapes/detect';
import type { Shape } from '../shapes/shape';
import type { Target } from '../targets/target';
import { atOnce } from '../work';
import { FileCheck } from './fileCheck';
import { fixAll, safeFixes } from './fixFile';
import { PassingCheck } from './passingCheck';

/** How records are read that may be spread over lines. */
export interface JoinSettings {
  readonly target: Target;
  readonly fileShape: Shape;
  readonly onRuleError: (rule: string, error: unknown) => void;
}

const only = { rules: [prettyPrinted], chosenSeverity: () => undefined };

/**
 * The records of a text, each on a line of its own as the fix of `pretty-printed` puts it, what is broken as it stands; undefined
 * where some become no examples but something else, or none does.
 */
export function joinedRecords(text: string, { onRuleError, ...context }: JoinSettings): readonly Row[] | undefined {
  const check = new FileCheck({ ...only, context, onRuleError });
  check.replaceRows(0, 0, splitRows(text));
  atOnce(fixAll(check, safeFixes()));
  const rows = check.rows();
  const areExamples = rows.map((_, index) => check.isExample(index));
  return areExamples.includes(true) && rows.every((row, index) => areExamples[index] || !isOtherRecord(row)) ? rows : undefined;
}

function isOtherRecord({ text }: Row): boolean {
  const parsed = parseLine(text);
  return parsed.ok && !(isObject(parsed.value) && isPiece(parsed.value));
}

/** How many records do not stand on a line of their own in rows that come once. */
export async function spreadRecordsIn(rows: AsyncIterable<Row>, { onRuleError, ...context }: JoinSettings): Promise<number> {
  const check = new PassingCheck({ ...only, context, onRuleError });
  for await (const row of rows) check.append([row]);
  return check.end(undefined).spreadRecords();
}
