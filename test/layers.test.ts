import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

// Which folder may import which: the folder's own files are always allowed, nothing else is.
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'server/src/core': [],
  'server/src/shared': ['server/src/core'],
  'server/src/features': ['server/src/core', 'server/src/shared'],
  'server/src/cli': ['server/src/core'],
  'server/src/lsp': ['server/src/features', 'server/src/core', 'server/src/shared'],
  'server/src/kept': [],
  'server/src/node': ['server/src/lsp', 'server/src/cli', 'server/src/core', 'server/src/shared', 'server/src/kept'],
  'server/src/browser': ['server/src/lsp', 'server/src/core', 'server/src/shared'],
  'client/src/webview': ['server/src/shared'],
  'client/src/node': ['client/src', 'server/src/kept'],
  'client/src': ['server/src/shared', 'client/src/webview'],
};

// Packages by folder; what is not named here may not be imported there.
const mayUse: Readonly<Record<string, RegExp>> = {
  'server/src/core':
    /^(schemas:|wasm:|jsonc-parser$|jsonrepair$|diff$|fastest-levenshtein$|mdast-util-|micromark|@types\/mdast$|mdast$|unist$|csv-parse\/sync$|@huggingface\/tokenizers$)/,
  'server/src/shared': /^vscode-languageserver-protocol$/,
  'server/src/features': /^(vscode-languageserver-types$|jsonc-parser$)/,
  'server/src/cli': /^(node:|get-east-asian-width$|fastest-levenshtein$)/,
  'server/src/lsp': /^(vscode-languageserver$|vscode-languageserver-textdocument$|vscode-languageserver-types$)/,
  'server/src/kept': /^node:(fs|module|path|vm|zlib)$/,
  'server/src/node': /^(node:|vscode-languageserver\/node$|\.\.\/\.\.\/\.\.\/package\.json$)/,
  'server/src/browser': /^vscode-languageserver\/browser$/,
  'client/src/webview':
    /^(hast$|hast-util-to-dom$|mdast$|mdast-util-|micromark-extension-gfm$|lowlight$|diff$|@vscode-elements\/elements\/)/,
  'client/src/node': /^(vscode$|vscode-languageclient\/node$|node:(child_process|path)$)/,
  'client/src': /^(vscode$|vscode-languageclient(\/browser)?$)/,
};

const longestFile = 400;

interface SourceFile {
  readonly name: string;
  readonly folder: string;
  readonly text: string;
  /** Repository paths of imported files, without extension. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

const files = Object.keys(mayImport).flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
    // A folder within another one that is named has rules of its own.
    .filter((name) => !Object.keys(mayImport).some((inner) => inner.startsWith(`${folder}/`) && name.startsWith(`${inner}/`)))
    .map((name) => readSource(folder, name)),
);

function readSource(folder: string, name: string): SourceFile {
  const text = readFileSync(name, 'utf8');
  const specifiers = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  const local = specifiers.filter((specifier) => specifier.startsWith('.') && !/\.(json|css)$/.test(specifier));
  return {
    name,
    folder,
    text,
    imports: local.map((specifier) => path.posix.join(path.posix.dirname(name), specifier)),
    packages: specifiers.filter((specifier) => !local.includes(specifier) && !specifier.endsWith('.css')),
  };
}

const byModule = new Map(files.map((file) => [file.name.replace(/(\.d)?\.ts$/, ''), file]));

test('every folder has its files', () => {
  for (const folder of Object.keys(mayImport))
    assert(
      files.some((file) => file.folder === folder),
      folder,
    );
  assert(files.length > 50);
});

test('imports point downwards only', () => {
  const wrong = files.flatMap((file) =>
    file.imports
      .filter((target) => ![file.folder, ...(mayImport[file.folder] ?? [])].some((folder) => target.startsWith(`${folder}/`)))
      .map((target) => `${file.name} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('a webview and the extension share types and nothing else', () => {
  const values = /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^'"`;]*?from\s*['"](\.[^'"]+)['"]/g;
  const sides = files.filter(({ folder }) => folder.startsWith('client/src'));
  const wrong = sides.flatMap(({ name, folder, text }) =>
    [...text.matchAll(values)]
      .map((match) => path.posix.join(path.posix.dirname(name), match[1] ?? ''))
      .filter((target) => (folder === 'client/src/webview' ? !target.startsWith(`${folder}/`) : target.startsWith('client/src/webview/')))
      .map((target) => `${name} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('packages are used only where their layer allows it', () => {
  const wrong = files.flatMap((file) =>
    file.packages.filter((name) => !mayUse[file.folder]?.test(name)).map((name) => `${file.name} imports ${name}`),
  );
  assert.deepEqual(wrong, []);
});

test('what the server takes of its library, beside types, comes from one file', () => {
  const imports = /(?:^|\n)(?:import|export)\s+(?!type\b)\{([^}]*)\}\s+from\s+'vscode-languageserver(?:-protocol)?'/g;
  const takes = files.filter(({ text }) =>
    [...text.matchAll(imports)].some(([, names = '']) => names.split(',').some((name) => !/^\s*(?:type\b|$)/.test(name))),
  );
  assert.deepEqual(
    takes.map(({ name }) => name),
    ['server/src/shared/messageTypes.ts', 'server/src/lsp/library.ts'],
  );
});

test('every relative import names a file', () => {
  const wrong = files.flatMap((file) =>
    file.imports.filter((target) => !byModule.has(target)).map((target) => `${file.name} imports ${target}`),
  );
  assert.deepEqual(wrong, []);
});

test('no file imports itself through others', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (module: string, trail: readonly string[]): void => {
    const at = trail.indexOf(module);
    if (at !== -1) cycles.push([...trail.slice(at), module].join(' → '));
    if (at !== -1 || done.has(module)) return;
    for (const next of byModule.get(module)?.imports ?? []) visit(next, [...trail, module]);
    done.add(module);
  };
  for (const module of byModule.keys()) visit(module, []);
  assert.deepEqual(cycles, []);
});

test('core touches neither the machine nor the editor', () => {
  const globals = /\b(process|window|document|globalThis|require|Buffer|setTimeout|setInterval|fetch|console)\b[.(]/;
  const wrong = files
    .filter(({ folder, text }) => folder === 'server/src/core' && globals.test(withoutComments(text)))
    .map(({ name }) => name);
  assert.deepEqual(wrong, []);
});

test('nothing is typed any, and there are no enums', () => {
  const wrong = files
    .filter(({ text }) => /[:<|(,]\s*any\b(?!\w)|\bas any\b|^\s*(export )?(const )?enum /m.test(withoutComments(text)))
    .map(({ name }) => name);
  assert.deepEqual(wrong, []);
});

test('nothing that the compiler writes lies among the sources', () => {
  const names = new Set(files.map(({ name }) => name));
  assert.deepEqual(
    [...names].filter((name) => name.endsWith('.d.ts') && names.has(name.replace(/\.d\.ts$/, '.ts'))),
    [],
  );
});

test('one idea a file', () => {
  const long = files.filter(({ text }) => text.split('\n').length > longestFile).map(({ name }) => name);
  assert.deepEqual(long, []);
});

function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '$1')
    .replace(/'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g, "''");
}
