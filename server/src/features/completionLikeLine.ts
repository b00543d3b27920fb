import { nestingDepth } from '../core/json/brackets';
import { isArray, isObject, parseLine } from '../core/json/parse';
import type { Row } from '../core/rows/row';
import { arrayPieces, jsonText, objectPieces, type Pieces, type Spacing, textPieces } from './completionSnippet';

// Strings under these keys say what something is; all others are what the author writes.
const namingKeys: ReadonlySet<string> = new Set(['role', 'from', 'type', 'speaker', 'system', 'name']);

const farthest = 20;
const longestRow = 100_000;
const deepestRow = 100;
const mostItems = 20;

/** The value of the nearest line that is a JSON object, those above the line first; undefined when none is near. */
export function neighbour(rows: readonly Row[], line: number): unknown {
  for (const step of [-1, 1]) {
    for (let distance = 1; distance <= farthest; distance++) {
      const text = rows[line + step * distance]?.text;
      const parsed = text && text.length <= longestRow && nestingDepth(text) <= deepestRow ? parseLine(text) : undefined;
      if (parsed?.ok && isObject(parsed.value)) return parsed.value;
    }
  }
  return undefined;
}

/** A value built like another one: its texts are to be written anew, its tools and its standing instructions stay. */
export function likeValue(spacing: Spacing, value: unknown, key = '', standing = false): Pieces {
  if (typeof value === 'string') return standing || namingKeys.has(key) ? [JSON.stringify(value)] : textPieces();
  if (key === 'tools' || key === 'functions') return [jsonText(spacing, value)];
  if (isArray(value))
    return arrayPieces(
      spacing,
      value.slice(0, mostItems).map((item) => likeValue(spacing, item, key, standing)),
    );
  if (!isObject(value)) return [JSON.stringify(value)];
  const stands = standing || [value.role, value.from].some((speaker) => speaker === 'system' || speaker === 'developer');
  return objectPieces(
    spacing,
    Object.entries(value).map(([name, inner]) => [name, likeValue(spacing, inner, name, stands)]),
  );
}
