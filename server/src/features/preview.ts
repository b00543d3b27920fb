import { getNodeValue } from 'jsonc-parser';
import { findFaults } from '../core/json/faults';
import { isObject, type JsonObject } from '../core/json/parse';
import type { Span } from '../core/json/positions';
import type { Row } from '../core/rows/row';
import { acceptedShape } from '../core/rules/accepted';
import { shapeOf } from '../core/shapes/detect';
import type { Example, ExampleMessage } from '../core/shapes/example';
import { learningAt, type MessageTraining, usualLearning } from '../core/training/learning';
import type { PreviewFinding, PreviewMember, PreviewMessage, PreviewSection, PreviewTokens, PreviewView } from '../shared/previewView';
import type { FeatureContext } from './context';
import { howToBegin } from './emptyFile';
import type { Tokenize } from './lineTokens';
import { type PreviewLine, previewLineOf } from './previewLine';
import { previewSections } from './previewMessages';
import { previewText } from './previewTexts';
import { withTraining } from './previewTraining';

/** A line as a conversation to read; null where there is no such line. */
export async function preview(
  context: FeatureContext,
  { line: index, whole, training = false }: { readonly line: number; readonly whole: boolean; readonly training?: boolean },
  tokenize: Tokenize = async () => undefined,
): Promise<PreviewView | null> {
  const { file, links } = context;
  const row = file.rows[index];
  if (!row) return null;
  const tokens = await context.tokensOf(row);
  const line = previewLineOf(file, index, tokens, whole);
  if (!line) return null;
  const { value, state } = readLine(context, row);
  const shape =
    value && (shapeOf(value, file.check?.context.fileShape) ?? (state === 'broken' ? file.check?.context.fileShape : undefined));
  const example = value && shape?.read(value);
  const { target } = context;
  // Nothing of a broken line is learnt.
  const learn = (message: ExampleMessage, at: number): MessageTraining =>
    (example && state !== 'broken' && learningAt({ target, shape, example }, message, at)) || { training: 'context' };
  const { sections: drawn, rest } = withFindings(example ? previewSections(line, example, learn) : [], line.findings);
  const usual = example && state !== 'broken' && acceptedShape(target, shape) ? usualLearning(target, shape) : undefined;
  const trained =
    training && example
      ? await withTraining({ context, shape, example, tokens, isBroken: state === 'broken', whole, tokenize }, drawn)
      : { sections: drawn };
  return {
    uri: links.uri,
    line: index,
    lines: file.rows.at(-1)?.text === '' ? Math.max(1, file.rows.length - 1) : file.rows.length,
    state: state === 'example' && !example ? 'other' : state,
    ...(shape && { shape: shape.name }),
    ...trained,
    ...(usual !== undefined && { usual }),
    tools: (example?.tools ?? []).map(({ name, description, path, parameters }) => ({
      name,
      ...(description !== undefined && { description }),
      json: line.jsonAt(path, parameters),
    })),
    members: example ? membersOf(line, example) : [],
    ...(tokens && example && { tokens: tokensOf(context, tokens) }),
    findings: rest,
    // What its messages show is not sent twice; the editor has the line as it stands.
    raw: previewText(row.text, whole && !example),
    ...(state === 'broken' && faultOf(row)),
    ...(file.isBlank && { howToBegin }),
    problems: problemsOf(context),
  };
}

/** The line's value, of a broken line as far as it can be read. */
function readLine({ file }: FeatureContext, row: Row): { readonly value: JsonObject | undefined; readonly state: PreviewView['state'] } {
  if (row.text.trim() === '') return { value: undefined, state: 'blank' };
  const { parsed, root } = file.positioned(row);
  if (parsed.ok) return { value: isObject(parsed.value) ? parsed.value : undefined, state: 'example' };
  const value: unknown = root && getNodeValue(root);
  return { value: isObject(value) ? value : undefined, state: 'broken' };
}

/** The first place at which a broken line breaks, whatever the rules say of it. */
function faultOf({ text }: Row): Pick<PreviewView, 'fault'> {
  const [first] = findFaults(text).faults;
  return first ? { fault: { start: first.start, end: first.end } } : {};
}

/** Members that no message shows. */
function membersOf(line: PreviewLine, { rest, reference, parallelToolCalls }: Example): readonly PreviewMember[] {
  const members = Object.entries({
    ...reference,
    ...(parallelToolCalls !== undefined && { parallel_tool_calls: parallelToolCalls }),
    ...rest,
  });
  return members.map(([key, value]) => ({ key, json: line.jsonAt([key], value), span: line.spanAt([key]) }));
}

function tokensOf({ model }: FeatureContext, { total, approximate, why, by }: NonNullable<PreviewLine['tokens']>): PreviewTokens {
  return {
    total,
    approximate,
    ...(why !== undefined && { why }),
    ...(by !== undefined && { by }),
    model: model?.id ?? '',
    ...(model?.contextLimit && { limit: model.contextLimit.value }),
  };
}

/** Gives each finding to the smallest message that it stands in; the rest is about the line. */
function withFindings(
  sections: readonly PreviewSection[],
  findings: readonly PreviewFinding[],
): { readonly sections: readonly PreviewSection[]; readonly rest: readonly PreviewFinding[] } {
  const all = sections.flatMap(({ messages }) => messages.flatMap((message) => [message, ...resultsOf(message)]));
  const given = new Map<PreviewMessage, PreviewFinding[]>();
  const rest: PreviewFinding[] = [];
  const around = smallestAround(
    all,
    findings.map(({ span }) => span),
  );
  for (const [index, finding] of findings.entries()) {
    const message = around[index];
    const own = message && given.get(message);
    if (own) own.push(finding);
    else if (message) given.set(message, [finding]);
    else rest.push(finding);
  }
  const put = (message: PreviewMessage): PreviewMessage => ({
    ...message,
    calls: message.calls.map((call) => (call.result ? { ...call, result: put(call.result) } : call)),
    findings: given.get(message) ?? [],
  });
  return { sections: sections.map((section) => ({ ...section, messages: section.messages.map(put) })), rest };
}

/** For each span the smallest message that it stands in. Messages lie beside or within each other, so one pass finds them. */
function smallestAround(messages: readonly PreviewMessage[], spans: readonly Span[]): readonly (PreviewMessage | undefined)[] {
  // Of messages at the same place the first is meant, so it is opened last.
  const opening = messages.toReversed().sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const found: (PreviewMessage | undefined)[] = spans.map(() => undefined);
  const open: PreviewMessage[] = [];
  let next = 0;
  for (const [index, { start, end }] of [...spans.entries()].sort(([, a], [, b]) => a.start - b.start)) {
    for (let message = opening[next]; message && message.span.start <= start; message = opening[++next]) {
      closeBefore(open, message.span.start);
      open.push(message);
    }
    closeBefore(open, start);
    if (end > start) found[index] = open.findLast(({ span }) => end <= span.end);
  }
  return found;
}

function closeBefore(open: PreviewMessage[], start: number): void {
  for (let last = open.at(-1); last && last.span.end <= start; last = open.at(-1)) open.pop();
}

function resultsOf({ calls }: PreviewMessage): readonly PreviewMessage[] {
  return calls.flatMap(({ result }) => result ?? []);
}

function problemsOf({ file }: FeatureContext): PreviewView['problems'] {
  const counts = new Map<string, { lines: number; last: number }>();
  for (const { line, finding } of file.check?.findings() ?? []) {
    const count = counts.get(finding.rule) ?? { lines: 0, last: -1 };
    if (line !== count.last) count.lines += 1;
    count.last = line;
    counts.set(finding.rule, count);
  }
  return [...counts].map(([rule, { lines }]) => ({ rule, lines })).sort((a, b) => b.lines - a.lines);
}
