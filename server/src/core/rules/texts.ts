import { isArray, isObject, type JsonObject } from '../json/parse';
import type { Path } from '../json/path';

// No training line nests deeper, and the recursion must not exhaust the stack.
const deepest = 64;

/** Calls back with every text of a value and where it stands; the path is made only when asked for. */
export function eachText(value: JsonObject, visit: (text: string, path: () => Path) => void): void {
  const steps: (string | number)[] = [];
  walk(value, steps, () => [...steps], visit);
}

function walk(value: unknown, steps: (string | number)[], path: () => Path, visit: (text: string, path: () => Path) => void): void {
  if (typeof value === 'string') {
    visit(value, path);
  } else if (steps.length > deepest) {
    return;
  } else if (isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      steps.push(index);
      walk(value[index], steps, path, visit);
      steps.pop();
    }
  } else if (isObject(value)) {
    for (const key in value) {
      steps.push(key);
      walk(value[key], steps, path, visit);
      steps.pop();
    }
  }
}
