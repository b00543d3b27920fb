// Escapes and character classes, which stay as they are, or one of what Python writes otherwise than JavaScript.
const pieces =
  /\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<(?<named>\w+)>|\(\?P=(?<again>\w+)\)|\(\?#[^)]*\)|(?<flags>\(\?[aiLmsux]+\))|(?<group>\(\?(?:[aiLmsux]*(?:-[imsx]+)?:|>|\(\w+\)))|(?<repeat>[*+?}])\+/gs;

/** What compiles in JavaScript wherever a regular expression is one in Python's syntax; it need not match the same texts. */
export function asJavaScript(pattern: string): string {
  return pattern.replace(pieces, (piece: string, ...rest: readonly unknown[]) => {
    const { named, again, flags, group, repeat } = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    if (named !== undefined) return `(?<${named}>`;
    if (again !== undefined) return `\\k<${again}>`;
    if (flags !== undefined || piece.startsWith('(?#')) return '';
    if (group !== undefined) return '(?:';
    return repeat ?? piece;
  });
}
