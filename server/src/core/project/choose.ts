import { applyEdits, type Edit, type FormattingOptions, modify, parse } from 'jsonc-parser';

/**
 * The edit (UTF-16 offsets) that sets keys of a project file in its own indentation, comments kept; a value of null takes the
 * key out.
 */
export function chooseEdit(text: string, chosen: Readonly<Record<string, string | number | null>>): Edit {
  const formattingOptions = styleOf(text);
  let after = text;
  for (const [key, wanted] of Object.entries(chosen)) {
    if (wanted === null && !hasKey(after, key)) continue;
    after = applyEdits(after, modify(after, [key], wanted ?? undefined, { formattingOptions }));
  }
  return difference(text, after);
}

function hasKey(text: string, key: string): boolean {
  const value: unknown = parse(text, [], { allowTrailingComma: true });
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function styleOf(text: string): FormattingOptions {
  const indent = /^[ \t]+(?=")/m.exec(text)?.[0] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

function difference(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { offset: start, length: before.length - start - end, content: after.slice(start, after.length - end) };
}
