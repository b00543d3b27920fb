import type { Fix } from '../finding';
import { isArray, isObject, parseLine } from '../json/parse';
import { wholeLine } from '../json/path';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A line that is JSON but no record. */
export const notAnObject: Rule = {
  id: 'not-an-object',
  about: 'text',
  severity: 'error',
  summary: 'A line is JSON, but not an object.',
  why: 'A trainer looks for named fields such as `messages` in every line. A list, a string or a number has none, so the file is refused.',
  bad: [
    {
      lines: ['[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    {
      lines: ['"{\\"messages\\":[{\\"role\\":\\"user\\",\\"content\\":\\"hi\\"},{\\"role\\":\\"assistant\\",\\"content\\":\\"hello\\"}]}"'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    { lines: ['null'] },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  check(text, parsed, report, { target }) {
    const { reason, value } = parsed;
    if (reason !== undefined) return;
    const fix = isArray(value) ? wrapped(text, value) : typeof value === 'string' ? unwrapped(text, value) : undefined;
    report({
      place: wholeLine,
      message: withWording(
        `This line is ${kindOf(value)}, not an object in braces, so the trainer finds no fields in it and refuses the file: write one record such as {"messages": [...]} a line.`,
        target,
        'not-an-object',
      ),
      fixes: fix && [fix],
    });
  },
};

function kindOf(value: unknown): string {
  if (isArray(value)) return 'a list';
  if (value === null) return 'null';
  return { string: 'a string', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'a single value';
}

/** A list of messages lacks only the record around it. */
function wrapped(text: string, items: readonly unknown[]): Fix | undefined {
  if (items.length === 0 || !items.every((item) => isObject(item) && typeof item.role === 'string')) return undefined;
  return {
    kind: 'suggestion',
    title: 'Make the list the `messages` of a record',
    edits: [{ op: 'replace', start: 0, end: text.length, text: `{"messages":${text.trim()}}` }],
  };
}

/** A record that was turned into JSON twice is a string that holds it. */
function unwrapped(text: string, inner: string): Fix | undefined {
  const parsed = parseLine(inner);
  if (!parsed.ok || !isObject(parsed.value) || /[\n\r]/.test(inner)) return undefined;
  return {
    kind: 'suggestion',
    title: 'Unpack the record that the string holds',
    edits: [{ op: 'replace', start: 0, end: text.length, text: inner }],
  };
}
