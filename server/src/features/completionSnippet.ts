import { isArray } from '../core/json/parse';

/** A place in an inserted text that the user fills in. */
export interface Hole {
  /** What to choose from, the first being the default. */
  readonly choices?: readonly string[];
  /** What stands there until it is overwritten. */
  readonly text?: string;
}

/** A text with holes, made of its pieces. */
export type Pieces = readonly (string | Hole)[];

/** How a line sets its white space: behind colons and behind commas. */
export interface Spacing {
  readonly colon: ':' | ': ';
  readonly comma: ',' | ', ';
}

/** The spacing of a line; undefined when it has no colon to learn from. */
export function spacingOf(text: string): Spacing | undefined {
  const [, space] = /"\s*:(\s?)/.exec(text.slice(0, 2000)) ?? [];
  if (space === undefined) return undefined;
  return space === '' ? { colon: ':', comma: ',' } : { colon: ': ', comma: ', ' };
}

/** A JSON object; its values are JSON in pieces. */
export function objectPieces(spacing: Spacing, members: readonly (readonly [key: string, value: Pieces])[]): Pieces {
  const inner = members.flatMap(([key, value], index) => [
    `${index > 0 ? spacing.comma : ''}${JSON.stringify(key)}${spacing.colon}`,
    ...value,
  ]);
  return ['{', ...inner, '}'];
}

/** A JSON array; its items are JSON in pieces. */
export function arrayPieces(spacing: Spacing, items: readonly Pieces[]): Pieces {
  return ['[', ...items.flatMap((item, index) => [...(index > 0 ? [spacing.comma] : []), ...item]), ']'];
}

/** A value as JSON with this spacing. */
export function jsonText(spacing: Spacing, value: unknown): string {
  if (isArray(value)) return `[${value.map((item) => jsonText(spacing, item)).join(spacing.comma)}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}${spacing.colon}${jsonText(spacing, inner)}`);
  return `{${members.join(spacing.comma)}}`;
}

/** A JSON string to fill in. */
export function textPieces(hole: Hole = {}): Pieces {
  return ['"', hole, '"'];
}

/** A choice between JSON values; strings share their quotes so that what is typed instead stands between them. */
export function choicePieces(values: readonly unknown[]): Pieces {
  const spelled = values.map((value) => JSON.stringify(value));
  const [first] = spelled;
  if (first === undefined) return [{}];
  if (spelled.length === 1) return [first];
  if (!values.every((value) => typeof value === 'string')) return [{ choices: spelled }];
  return textPieces({ choices: spelled.map((each) => each.slice(1, -1)) });
}

/** The pieces as they are spelled inside a JSON string. */
export function insideString(pieces: Pieces): Pieces {
  const spell = (text: string): string => JSON.stringify(text).slice(1, -1);
  return pieces.map((piece) => {
    if (typeof piece === 'string') return spell(piece);
    return {
      ...(piece.choices && { choices: piece.choices.map(spell) }),
      ...(piece.text !== undefined && { text: spell(piece.text) }),
    };
  });
}

/** The text to insert: with tab stops in snippet syntax, or plain with each hole's default. */
export function render(pieces: Pieces, snippet: boolean): string {
  let stop = 0;
  return pieces
    .map((piece) => {
      if (typeof piece === 'string') return snippet ? piece.replace(/[\\$}]/g, '\\$&') : piece;
      const fallback = piece.choices?.[0] ?? piece.text ?? '';
      if (!snippet) return fallback;
      stop += 1;
      if (piece.choices) return `\${${stop}|${piece.choices.map((choice) => choice.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
      return fallback === '' ? `$${stop}` : `\${${stop}:${fallback.replace(/[\\$}]/g, '\\$&')}}`;
    })
    .join('');
}
