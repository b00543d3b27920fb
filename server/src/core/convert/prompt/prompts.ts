import type { Example } from '../../shapes/example';
import { type Shots, shotsOf, type Turn } from './turns';

/** The forms of a prompt that shows examples: turns with labels, or lists of turns in JSON with one key a turn. */
export type PromptForm = 'labelled' | 'keyed';

/** How a prompt is to be made. */
export interface PromptOptions {
  readonly form: PromptForm;
  /** What the model is to answer; empty: the last example’s answer is left open. */
  readonly question: string;
  /** What the user is called; `user` when empty. */
  readonly user: string;
  /** What the assistant is called; `assistant` when empty. */
  readonly assistant: string;
}

/** A prompt that ends in the open slot where the model is to write. */
export interface Prompt {
  readonly text: string;
  /** Examples that are shown whole. */
  readonly shots: number;
  /** Examples that have no answer, and so show nothing. */
  readonly leftOut: number;
}

/** Makes a prompt of examples, to try on any model what they would teach; undefined where none of them has an answer. */
export function multiShotPrompt(examples: readonly Example[], options: PromptOptions): Prompt | undefined {
  const shots = shotsOf(examples, options.question);
  if (!shots) return undefined;
  const names: Names = { system: 'system', tool: 'tool', user: options.user || 'user', assistant: options.assistant || 'assistant' };
  const text = options.form === 'keyed' ? keyed(shots, names) : labelled(shots, names);
  return { text, shots: shots.examples.length, leftOut: shots.leftOut };
}

type Names = Readonly<Record<Exclude<Turn['role'], 'developer'>, string>>;

function nameOf(role: Turn['role'], names: Names): string {
  return role === 'developer' ? names.system : names[role];
}

// A line between the examples tells where one conversation ends.
const between = '\n\n---\n\n';

function labelled({ system, examples, open }: Shots, names: Names): string {
  const turn = ({ role, text }: Turn): string => `${nameOf(role, names)}: ${text}`;
  const conversation = (turns: readonly Turn[]): string => turns.map(turn).join('\n\n');
  const ask = [...open.map(turn), `${names.assistant}:`].join('\n\n');
  const shown = [...examples.map(conversation), ask].join(between);
  return system === '' ? shown : `${system}${between}${shown}`;
}

function keyed({ system, examples, open }: Shots, names: Names): string {
  const turn = ({ role, text }: Turn): string => `{${JSON.stringify(nameOf(role, names))}: ${JSON.stringify(text)}}`;
  const schema = `Each line is one conversation, a JSON list of turns: [{${JSON.stringify(names.user)}: "…"}, {${JSON.stringify(names.assistant)}: "…"}, …]`;
  const head = system === '' ? schema : `${system}\n\n${schema}`;
  const ask = `[${[...open.map(turn), `{${JSON.stringify(names.assistant)}: "`].join(', ')}`;
  return [`${head}\n`, ...examples.map((turns) => `[${turns.map(turn).join(', ')}]`), ask].join('\n');
}
