import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Path } from '../json/path';

/** Something that a line declares for the assistant to call. */
export interface Declaration {
  /** The object that holds `name`, `description` and `parameters`. */
  readonly definition: JsonObject;
  readonly name: string;
  readonly path: Path;
}

const lists: readonly Path[] = [['tools'], ['input', 'tools'], ['functions']];

/** Tells whether the line declares tools or functions at all, in a form that can be read. */
export function declaresTools(line: JsonObject): boolean {
  return lists.some((path) => isArray(listAt(line, path)));
}

/** Calls back with each tool or function that the line declares by name, until the callback returns true. */
export function eachDeclaration(line: JsonObject, visit: (declaration: Declaration) => boolean | undefined): void {
  for (const path of lists) {
    const list = listAt(line, path);
    if (!isArray(list)) continue;
    for (let index = 0; index < list.length; index++) {
      const tool = list[index];
      if (!isObject(tool)) continue;
      const key = path[0] === 'functions' ? undefined : isObject(tool.function) ? 'function' : isObject(tool.custom) ? 'custom' : undefined;
      const definition = key === undefined ? tool : tool[key];
      if (!isObject(definition) || typeof definition.name !== 'string') continue;
      const at = key === undefined ? [...path, index] : [...path, index, key];
      if (visit({ definition, name: definition.name, path: at })) return;
    }
  }
}

/** The tool or function of this name that the line declares. */
export function declarationOf(line: JsonObject, name: string): Declaration | undefined {
  let found: Declaration | undefined;
  eachDeclaration(line, (declaration) => {
    if (declaration.name === name) found = declaration;
    return found !== undefined;
  });
  return found;
}

function listAt(line: JsonObject, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) && typeof key === 'string' ? member(value, key) : undefined), line);
}
