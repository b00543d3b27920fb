import type { Json } from './tree';

/** How JSON is to be spelled on one line. */
export interface Spelling {
  /** Stands behind colons and commas. */
  readonly space: '' | ' ';
  /** Whether everything beyond ASCII is written as an escape, as Python does by itself. */
  readonly ascii: boolean;
}

/** How values stand in a transcript. */
export const readable: Spelling = { space: ' ', ascii: false };

/** JSON on one line. */
export function spell(json: Json, spelling: Spelling): string {
  const { space } = spelling;
  switch (json.type) {
    case 'string':
      return spellString(json.value, spelling);
    case 'word':
      return json.spelling;
    case 'array':
      return `[${json.items.map((item) => spell(item, spelling)).join(`,${space}`)}]`;
    case 'object':
      return `{${json.members.map(({ key, value }) => `${spellString(key, spelling)}:${space}${spell(value, spelling)}`).join(`,${space}`)}}`;
  }
}

/** JSON over several lines; lists and objects that fit on one line stay on one. */
export function spellLong(json: Json, indent = ''): string {
  const short = spell(json, readable);
  if ((json.type !== 'array' && json.type !== 'object') || indent.length + short.length <= shortLine) return short;
  const deeper = `${indent}  `;
  const parts =
    json.type === 'array'
      ? json.items.map((item) => spellLong(item, deeper))
      : json.members.map(({ key, value }) => `${spellString(key, readable)}: ${spellLong(value, deeper)}`);
  if (parts.length === 0) return short;
  const [open, close] = json.type === 'array' ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}

/** Values longer than this, in UTF-16 units, get more than one line. */
export const shortLine = 80;

/** Whether a text is shown better as lines than in quotes. */
export function isLong(text: string): boolean {
  return text.length > shortLine || text.includes('\n');
}

// Besides what JSON asks for: what editors and readers take for line ends, cannot store, or do not show.
const unseen = /[\u007f-\u009f\u2028\u2029\ufeff]/g;
const beyondAscii = /[\u007f-\uffff]/g;

/** A JSON string. */
export function spellString(text: string, { ascii }: Spelling): string {
  return JSON.stringify(text).replace(ascii ? beyondAscii : unseen, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
