import type { Path } from '../json/path';
import { readable, spellString } from './spell';

/** A path as it stands in a transcript: as `formatPath` writes it, with what nobody sees spelled out. */
export function writePath(path: Path): string {
  return path.map(writeStep).join('');
}

function writeStep(step: string | number, index: number): string {
  if (typeof step === 'number') return `[${step}]`;
  return /^[\w$]+$/.test(step) ? (index > 0 ? `.${step}` : step) : `[${spellString(step, readable)}]`;
}

/** Reads a path: `messages[2].content`, `["odd key"].text`; undefined when it is none. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  const step = /\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]|(\.?)([\w$]+)/y;
  let end = 0;
  while (end < text.length) {
    step.lastIndex = end;
    const found = step.exec(text);
    if (!found) return undefined;
    const [whole, index, quoted, dot, word] = found;
    if (index !== undefined) path.push(Number(index));
    else if (quoted !== undefined) {
      const key = unquote(quoted);
      if (key === undefined) return undefined;
      path.push(key);
    } else {
      if ((dot === '.') === (path.length === 0) || word === undefined) return undefined;
      path.push(word);
    }
    end += whole.length;
  }
  return typeof path[0] === 'string' ? path : undefined;
}

/** The text of a JSON string; undefined when it is none. */
export function unquote(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
