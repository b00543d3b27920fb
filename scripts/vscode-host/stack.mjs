import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import path from 'node:path';
import { repo } from './pinned.mjs';

/**
 * Returns a function that turns places in a bundle of tests, as stacks name them, into places in the tests' source files.
 * @param {string} bundle the bundle's path; it holds its source map
 * @param {'node' | 'web'} host
 * @returns {(text: string) => string}
 */
export function sourcePlaces(bundle, host) {
  /** @type {SourceMap | undefined} */
  let map;
  // The web worker runs a bundle inside a function whose head takes two lines.
  const head = host === 'web' ? 2 : 0;
  const place = /(?:vscode-remote:\/\/[^/\s()]*)?([^\s()]*\.js)(?:#vscode-extension)?:(\d+):(\d+)/g;
  return (text) =>
    text.replace(place, (whole, file, line, column) => {
      if (file !== bundle) return whole;
      map ??= readMap(bundle);
      const origin = map?.findEntry(Number(line) - 1 - head, Number(column) - 1);
      if (!origin || !('originalSource' in origin)) return whole;
      const source = path.relative(repo, path.resolve(path.dirname(bundle), origin.originalSource));
      return `${source}:${origin.originalLine + 1}:${origin.originalColumn + 1}`;
    });
}

/** @param {string} bundle */
function readMap(bundle) {
  const encoded = /sourceMappingURL=data:application\/json;base64,(\S+)\s*$/.exec(readFileSync(bundle, 'utf8'))?.[1];
  return encoded ? new SourceMap(JSON.parse(Buffer.from(encoded, 'base64').toString())) : undefined;
}
