import { countKeys } from './brackets';
import { isArray, isObject } from './parse';
import type { Cause, Fault } from './reading';

const movedEnds: ReadonlySet<Cause> = new Set(['missing-quote', 'unescaped-quote']);
// With one of these a text ends elsewhere than was thought.
const afterMisreading: ReadonlySet<Cause> = new Set([
  'extra-bracket',
  'extra-comma',
  'missing-bracket',
  'missing-colon',
  'missing-comma',
  'text-after-record',
  'two-records',
  'wrong-bracket',
]);

/** Whether texts were taken to end elsewhere than at their first quote and what follows does not fit together. */
export function isMisread(faults: readonly Fault[]): boolean {
  return faults.some(({ cause }) => movedEnds.has(cause)) && faults.some(({ cause }) => afterMisreading.has(cause));
}

/** Whether an object of a text that is JSON has a key twice: parsers drop the first, and with it a text that stood in the line. */
export function repeatsKey(text: string, value: unknown): boolean {
  let members = 0;
  // A line may nest deeper than calls can.
  const waiting = [value];
  while (waiting.length > 0) {
    const each = waiting.pop();
    const children = isArray(each) ? each : isObject(each) ? Object.values(each) : [];
    if (isObject(each)) members += children.length;
    for (const child of children) waiting.push(child);
  }
  return countKeys(text) !== members;
}

const escapeSequence = /\\(?:u[0-9a-fA-F]{4}|.)/g;
const structure = ',:{}[]';

/** Whether JSON says all that the text before it said, and holds nothing in its strings that did not stand there. */
export function saysTheSame(before: string, after: string): boolean {
  if (escapes(after) < escapes(before) || after.split('\\""').length > before.split('\\""').length) return false;
  const said = signs(before).replaceAll('"', '');
  let at = 0;
  let inString = false;
  let isFirst = false;
  for (const sign of signs(after)) {
    if (sign === '"') {
      inString = !inString;
      isFirst = inString;
      continue;
    }
    // Between values structure may be written in or left out.
    if (!inString && structure.includes(sign) && said[at] !== sign) continue;
    while ((!inString || isFirst) && at < said.length && said[at] !== sign && structure.includes(said.charAt(at))) at += 1;
    isFirst = false;
    if (!said.startsWith(sign, at)) return false;
    at += sign.length;
  }
  return [...said.slice(at)].every((sign) => structure.includes(sign));
}

/** The letters, digits, quotes and structure of a text, in their order, without those that are part of an escape. */
function signs(text: string): string {
  return text
    .replace(escapeSequence, '')
    .replace(/\bNone\b|\bundefined\b/g, 'null')
    .replace(/\b(?:True|False)\b/g, (word) => word.toLowerCase())
    .replace(/[^\p{L}\p{N},:{}[\]"]+/gu, '');
}

function escapes(text: string): number {
  return text.match(escapeSequence)?.length ?? 0;
}
