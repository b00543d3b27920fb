import { isObject, member } from '../core/json/parse';
import { argumentsPieces } from './completionParts';
import type { Proposal, Scene } from './completionScene';
import { render } from './completionSnippet';
import { valueAt } from './cursor';
import { isCalledName } from './hoverTools';
import { declaredTools, messagesBefore, messagesPath, unansweredCalls } from './lineTools';

/** A value that the line or the file suggests. */
export interface KnownProposal extends Proposal {
  /** The value itself, where it is short enough to be one of a list to choose from. */
  readonly choice?: string;
}

const longestLabel = 60;

/** The values that no schema can know: names of tools, ids of calls, arguments, the file's own system prompts. */
export function knownValues(scene: Scene): readonly KnownProposal[] {
  const { path } = scene.slot;
  const key = path.at(-1);
  const owner = path.at(-2);
  if (isCalledName(path)) return toolNames(scene);
  if (key === 'tool_call_id') return callIds(scene);
  if (key === 'arguments' && (owner === 'function' || owner === 'function_call')) return callArguments(scene);
  return key === 'content' ? systemPrompts(scene) : [];
}

function toolNames({ slot, habits }: Scene): readonly KnownProposal[] {
  const declared = declaredTools(slot.line);
  const here = new Set(declared.map(({ name }) => name));
  return [
    ...declared.map(({ name, description }) => toolName(name, 'declared in this line', description)),
    ...habits()
      .toolNames.filter((name) => !here.has(name))
      .map((name) => toolName(name, 'used in other lines')),
  ];
}

function toolName(name: string, detail: string, description?: string): KnownProposal {
  return { ...text(name, 'tool'), detail, ...(description && { about: { plain: description } }), choice: name };
}

function callIds({ slot }: Scene): readonly KnownProposal[] {
  const list = messagesPath(slot.path);
  const index = slot.path[list.length];
  const all = valueAt(slot.line, list);
  const later = Array.isArray(all) && typeof index === 'number' ? all.slice(index + 1) : [];
  return unansweredCalls(messagesBefore(slot.line, slot.path), later).map(({ id, name }) => ({
    ...text(id, 'value'),
    detail: name ? `the call of ${name}` : 'a call without an answer',
    choice: id,
  }));
}

function callArguments({ slot }: Scene): readonly KnownProposal[] {
  const name = valueAt(slot.line, [...slot.path.slice(0, -1), 'name']);
  const tool = declaredTools(slot.line).find((each) => each.name === name);
  if (!tool) return [];
  const pieces = argumentsPieces(tool);
  const plain = render(pieces, false);
  if (!isUntouched(slot.typed, plain)) return [];
  return [
    {
      label: `arguments of ${tool.name}`,
      kind: 'structure',
      pieces,
      filter: plain,
      ...(tool.description && { about: { plain: tool.description } }),
    },
  ];
}

/** The file's own system prompts for a system message; not while another text is being written. */
function systemPrompts({ slot, habits }: Scene): readonly KnownProposal[] {
  const message = valueAt(slot.line, slot.path.slice(0, -1));
  const role = isObject(message) ? member(message, 'role') : undefined;
  if (role !== 'system' && role !== 'developer') return [];
  return habits()
    .systemPrompts.slice(0, 10)
    .map((prompt) => text(prompt, 'text'))
    .filter(({ filter }) => isUntouched(slot.typed, filter ?? ''))
    .map((proposal) => ({ ...proposal, detail: 'system prompt of this file' }));
}

function isUntouched(typed: string, whole: string): boolean {
  return typed === '' || whole.toLowerCase().startsWith(typed.toLowerCase());
}

function text(value: string, kind: Proposal['kind']): KnownProposal {
  const json = JSON.stringify(value);
  return { label: shortened(value), kind, pieces: [json], filter: json, ...(kind === 'text' && { about: { plain: value } }) };
}

/** The start of a text, on one line and short enough for a list. */
export function shortened(text: string, longest = longestLabel): string {
  const line = text
    .slice(0, longest * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= longest && text.length <= longest * 4 ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}
