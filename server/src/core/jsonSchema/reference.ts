import { isArray, isObject, member } from '../json/parse';

const longestReference = 500;

/** What a reference within the same schema means: `#`, `#/$defs/city`; undefined for all others, and nothing is ever fetched. */
export function resolveReference(root: unknown, reference: string): unknown {
  if (reference === '#') return root;
  if (!reference.startsWith('#/') || reference.length > longestReference) return undefined;
  let value = root;
  for (const part of reference.slice(2).split('/')) {
    const key = keyOf(part);
    if (key === undefined) return undefined;
    value = isArray(value) ? value[Number(key)] : isObject(value) ? member(value, key) : undefined;
  }
  return value;
}

function keyOf(part: string): string | undefined {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return undefined;
  }
}
