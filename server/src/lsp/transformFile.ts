import type { CancellationToken } from 'vscode-languageserver';
import type { FileCheck } from '../core/check/fileCheck';
import type { Row } from '../core/rows/row';
import type { Work } from '../core/work';
import { changesEdits } from '../features/codeActions';
import type { FeatureContext } from '../features/context';
import {
  type AboutDocument,
  findExamples,
  mayTransform,
  type Refused,
  type SplitFileParams,
  type SplitFileResult,
  splitFile,
  type TransformedFile,
  type TransformFileParams,
  transformFile,
} from '../shared/protocol';
import { unlessCancelled } from './guard';
import { onDocument } from './requests';

const notTraining: Refused = {
  refused: 'This file does not look like training data. If it is, run “Exemplar: Check This File as Training Data” first.',
};

const onlySpread: Refused = {
  refused:
    'No line of this file is an example by itself: its records go over several lines, or stand in a list. Fix the file first, which puts each on a line of its own.',
  fixFirst: true,
};

/** Tells the client before it asks anything whether there is a reason to refuse. */
export const mayTransformRegistration = onDocument<AboutDocument & { readonly moves: boolean }, Record<string, never> | Refused | null>({
  name: 'mayTransform',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(mayTransform, handler),
  answer: async ({ file: { rows, check } }, { moves }, inTurns) => {
    if (!check) return notTraining;
    if (check.examples === 0) await inTurns(check.checkAll());
    if (check.examples === 0 && check.spreadRecords > 0) return onlySpread;
    if (!moves) return {};
    const { refusalToMove } = await import('./transforming');
    const refused = await inTurns(refusalToMove([...rows]));
    return refused === undefined ? {} : { refused, fixFirst: true };
  },
});

/** Tells the client what an operation would make of a whole file. */
export const transformFileRegistration = onDocument<TransformFileParams, TransformedFile | Refused | null>({
  name: 'transformFile',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(transformFile, handler),
  answer: async (context, { operation }, inTurns, token, tell) => {
    const { check } = context.file;
    if (!check) return notTraining;
    // An edit may come between two turns; then the client does nothing.
    const rows = [...context.file.rows];
    const tokens = operation.kind === 'sort' && operation.by === 'tokens' ? await countAll(context, rows, token, tell) : undefined;
    if (typeof tokens === 'string') return { refused: tokens };
    const { transformRows } = await import('./transforming');
    const result = await inTurns(transformRows(rows, check.context.fileShape, operation, (row) => tokens?.get(row)));
    return 'refused' in result ? result : { edits: await inTurns(changesEdits(rows, result.changes)), summary: result.summary };
  },
});

/** Tells the client the two parts that a file would be split into. */
export const splitFileRegistration = onDocument<SplitFileParams, SplitFileResult | Refused | null>({
  name: 'splitFile',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(splitFile, handler),
  answer: async ({ file: { rows, check } }, { size, seed }, inTurns) => {
    if (!check) return notTraining;
    const { splitRows } = await import('./transforming');
    const result = await inTurns(splitRows([...rows], check.context.fileShape, size, seed));
    if ('refused' in result) return result;
    const { texts, training, validation, facts } = result;
    // Editors hide the byte order mark of a file, and both parts keep it.
    const mark = check.bytes?.mark ? '\ufeff' : '';
    return {
      training: { text: mark + texts.training, lines: training },
      validation: { text: mark + texts.validation, lines: validation },
      facts,
    };
  },
});

/** Tells the client which lines a query matches. */
export const findExamplesRegistration = onDocument<
  AboutDocument & { readonly query: string },
  { readonly lines: readonly number[]; readonly all: number } | Refused | null
>({
  name: 'findExamples',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(findExamples, handler),
  answer: async (context, { query: text }, inTurns, token, tell) => {
    const { check } = context.file;
    if (!check) return notTraining;
    const rows = [...context.file.rows];
    const { parseQuery, readExample } = await import('./transforming');
    const query = parseQuery(
      text,
      check.options.rules.map(({ id }) => id),
    );
    if ('refused' in query) return query;
    const tokens = query.needsTokens ? await countAll(context, rows, token, tell) : undefined;
    if (typeof tokens === 'string') return { refused: tokens };
    if (query.needsRules) await inTurns(check.checkAll());
    const rules = query.needsRules ? rulesByLine(check) : undefined;
    const matches = (row: Row, index: number): boolean => {
      const line = readExample(row.text, check.context.fileShape);
      return query.matches({ text: row.text, line, tokens: tokens?.get(row), rules: rules?.get(index) ?? none });
    };
    return inTurns(matchingLines(rows, matches));
  },
});

function* matchingLines(
  rows: readonly Row[],
  matches: (row: Row, index: number) => boolean,
): Work<{ readonly lines: readonly number[]; readonly all: number }> {
  const lines: number[] = [];
  let all = 0;
  for (const [index, row] of rows.entries()) {
    yield index / rows.length;
    if (row.text.trim() === '') continue;
    all += 1;
    if (matches(row, index)) lines.push(index);
  }
  return { lines, all };
}

const none: ReadonlySet<string> = new Set();

// Asking for all at once would let a million promises wait.
const countedAtOnce = 1000;

/** The tokens of all rows that have some, or why there are none. */
async function countAll(
  { settings, model, tokensOf }: FeatureContext,
  rows: readonly Row[],
  token: CancellationToken,
  tell: (share: number) => void,
): Promise<ReadonlyMap<Row, number> | string> {
  if (!settings.countTokens) return 'Tokens are not counted: the setting “exemplar.tokens.enabled” is off.';
  if (!model) return 'Tokens cannot be counted, because the target has no model to count them for: choose another target.';
  const all = new Map<Row, number>();
  for (let start = 0; start < rows.length; start += countedAtOnce) {
    const some = rows.slice(start, start + countedAtOnce);
    const counts = await unlessCancelled(Promise.all(some.map(tokensOf)), token);
    for (const [index, row] of some.entries()) {
      const tokens = counts[index];
      if (tokens) all.set(row, tokens.total);
    }
    tell(Math.min(1, (start + countedAtOnce) / rows.length));
  }
  return all;
}

function rulesByLine(check: FileCheck): ReadonlyMap<number, ReadonlySet<string>> {
  const byLine = new Map<number, Set<string>>();
  for (const { line, finding } of check.findings()) {
    const rules = byLine.get(line);
    if (rules) rules.add(finding.rule);
    else byLine.set(line, new Set([finding.rule]));
  }
  return byLine;
}
