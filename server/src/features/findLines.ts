import { parseLine } from '../core/json/parse';
import type { FindLinesParams, FoundLines } from '../shared/protocol';
import type { FeatureContext } from './context';

// So much text at a time, so that an answer that nobody waits for any more is given up soon.
const textPerTurn = 4_000_000;

/**
 * The lines that match. `goOn` is asked now and then and may wait; when it says no, what was found so far is the answer.
 * Only what a line says counts as its text, not its keys.
 */
export async function findLines(
  { file }: FeatureContext,
  { text = '', rule = '' }: FindLinesParams,
  goOn: () => Promise<boolean>,
): Promise<FoundLines> {
  const complained = rule === '' ? undefined : complainedOf(file, rule);
  if (text === '') return { lines: [...(complained ?? [])] };
  const wanted = text.toLowerCase();
  const spelled = JSON.stringify(wanted).slice(1, -1);
  const lines: number[] = [];
  let read = 0;
  // A copy of what is there now: edits that come meanwhile make the client ask again.
  for (const [index, row] of [...file.rows].entries()) {
    if (complained && !complained.has(index)) continue;
    if (holds(row.text, wanted, spelled)) lines.push(index);
    read += row.text.length;
    if (read < textPerTurn) continue;
    read = 0;
    if (!(await goOn())) break;
  }
  return { lines };
}

function complainedOf(file: FeatureContext['file'], rule: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { line, lines: count, finding } of file.check?.findings() ?? []) {
    if (rule !== '*' && finding.rule !== rule) continue;
    for (let offset = 0; offset < count; offset++) lines.add(line + offset);
  }
  return lines;
}

/** Most lines do not hold the text, which their spelling tells cheaply; letters may be spelled in other ways only by an escape. */
function holds(line: string, wanted: string, spelled: string): boolean {
  const lower = line.toLowerCase();
  if (!lower.includes(spelled) && !/\\[u/]/.test(lower)) return false;
  const parsed = parseLine(line);
  return parsed.ok ? says(parsed.value, wanted) : lower.includes(spelled);
}

function says(value: unknown, wanted: string): boolean {
  // No recursion: JSON may be nested deeper than the call stack.
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') {
      if (next.toLowerCase().includes(wanted)) return true;
    } else if (typeof next === 'object' && next !== null) {
      for (const part of Object.values(next)) waiting.push(part);
    } else if (next !== undefined && next !== null && String(next).includes(wanted)) return true;
  }
  return false;
}
