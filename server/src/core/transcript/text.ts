/** What a line of a transcript is by its beginning. */
export type LineKind = 'heading' | 'fence' | 'conflict' | 'plain';

// A line of equals signs alone is what Markdown underlines titles with, so it is no heading.
const heading = /^={3,}.*[^=\s]/;
const conflict = /^(?:<{7}|>{7}|\|{7})(?: |$)/;

/** What a line is that is not escaped. */
export function kindOf(line: string): LineKind {
  if (heading.test(line)) return 'heading';
  if (line.startsWith('~~~')) return 'fence';
  return conflict.test(line) ? 'conflict' : 'plain';
}

/** Whether a line shows nothing. */
export function isBlank(line: string | undefined): boolean {
  return line === undefined || /^[ \t]*$/.test(line);
}

// What an editor changes, hides or cannot store: control characters but tabs, Unicode's line separators, the byte order
// mark, halves of characters, white space at a line's end. And what would be read as such an escape. A run of backslashes is looked
// at from its first one only, so that a long run costs no more than its length.
const escaped = /(?<!\\)(\\*)((?![\t\n])\p{Cc}|[\u2028\u2029\ufeff]|\p{Cs}|[ \t]$)|(?<!\\)(\\+)(?=u\{[0-9a-fA-F]{1,6}\})/gu;

/** A text as lines of a transcript; at least one line. */
export function encodeText(text: string): readonly string[] {
  const lines = text.split('\n').map(encodeLine);
  // Blank lines around a text do not count, so those that do are marked.
  for (const edge of new Set([0, lines.length - 1])) if (lines[edge] === '') lines[edge] = '\\';
  return lines;
}

/** One line of a text that holds no line feed. */
export function encodeLine(line: string): string {
  const shown = line.replace(escaped, (_whole, before: string | undefined, unit: string | undefined, slashes: string | undefined) =>
    unit === undefined ? `\\${slashes ?? ''}` : `${'\\u{5c}'.repeat(before?.length ?? 0)}\\u{${unit.charCodeAt(0).toString(16)}}`,
  );
  const bare = shown.replace(/^\\+/, '');
  return kindOf(bare) !== 'plain' || (bare === '' && shown !== '') ? `\\${shown}` : shown;
}

/** The line of a text that a line of a transcript stands for; undefined when it names a character that does not exist. */
export function decodeLine(line: string): string | undefined {
  const bare = line.replace(/^\\+/, '');
  const shown = bare !== line && (bare === '' || kindOf(bare) !== 'plain') ? line.slice(1) : line;
  let known = true;
  const text = shown.replace(/(?<!\\)(\\+)u\{([0-9a-fA-F]{1,6})\}/g, (whole, slashes: string, hex: string) => {
    if (slashes.length > 1) return whole.slice(1);
    const code = Number.parseInt(hex, 16);
    known &&= code <= 0x10ffff;
    return known ? String.fromCodePoint(code) : whole;
  });
  return known ? text : undefined;
}
