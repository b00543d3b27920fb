import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Path } from '../json/path';
import type { Span } from '../json/positions';
import { type Choices, readChoices } from './choices';

/** What is wrong in a project file; its span counts UTF-16 units from the file's start. */
export interface ProjectFault {
  /** `syntax` and `type` is what an editor that knows JSON and the file's JSON Schema finds out by itself. */
  readonly kind: 'syntax' | 'type' | 'name' | 'file';
  readonly span: Span;
  readonly message: string;
}

/** A project file as it was read: what can be obeyed, and what cannot. */
export interface ProjectFile {
  readonly text: string;
  readonly choices: Choices;
  readonly faults: readonly ProjectFault[];
  /** Marks a path within the file that leads to no file, with the name that it gives. */
  readonly missing: (path: Path, name: string) => ProjectFault;
}

/** A path that the file names, and where it stands. */
export interface NamedFile {
  readonly path: Path;
  readonly name: string;
}

/** Reads a project file, comments and trailing commas allowed; what is broken costs no more than itself. */
export function readProjectFile(text: string): ProjectFile {
  const errors: ParseError[] = [];
  const body = text.charCodeAt(0) === 0xfeff ? ` ${text.slice(1)}` : text;
  const root = parseTree(body, errors, { allowTrailingComma: true });
  const blame = (path: Path, at: 'key' | 'value'): Span => spanOf(root, path, at);
  const { choices, faults } = root ? readChoices(getNodeValue(root)) : { choices: {}, faults: [] };
  const [first] = errors;
  return {
    text,
    choices,
    faults: [
      ...(first ? [syntaxFault(first)] : []),
      ...faults.map(({ kind, at, path, message }): ProjectFault => ({ kind, span: blame(path, at), message })),
    ],
    missing: (path, name) => ({
      kind: 'file',
      span: blame(path, 'value'),
      message: `There is no file \`${name}\`. Paths begin at the folder of this file: mend it, or create the file.`,
    }),
  };
}

/** The files that a project file names, with where each name stands in it. */
export function namedFiles({ pairs = [], tokenizer }: Choices): readonly NamedFile[] {
  const inPairs = pairs.flatMap(({ training, validation }, index) => [
    { path: ['pairs', index, 'training'], name: training },
    { path: ['pairs', index, 'validation'], name: validation },
  ]);
  return tokenizer === undefined ? inPairs : [...inPairs, { path: ['tokenizer'], name: tokenizer }];
}

function syntaxFault({ error, offset, length }: ParseError): ProjectFault {
  const name = printParseErrorCode(error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  const message = `This is no JSON from here on (${name}); what could be read of the file is obeyed.`;
  return { kind: 'syntax', span: { start: offset, end: offset + Math.max(length, 1) }, message };
}

function spanOf(root: Node | undefined, path: Path, at: 'key' | 'value'): Span {
  const node = root && (findNodeAtLocation(root, [...path]) ?? root);
  if (!node) return { start: 0, end: 1 };
  const blamed = at === 'key' ? (node.parent?.children?.[0] ?? node) : node;
  // The whole object would be marked from end to end.
  const length = blamed.type === 'object' || blamed.type === 'array' ? 1 : blamed.length;
  return { start: blamed.offset, end: blamed.offset + length };
}
