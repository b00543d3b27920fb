import { schema, validate } from 'schemas:shapes/alpaca';
import { isArray, type JsonObject, member } from '../json/parse';
import { hasOnlyKeys, isLoggedOrEvaluated } from './evidence';
import { type Example, type ExampleMessage, textOf } from './example';
import { beside, firstKey } from './read/line';
import { textMessage } from './read/messages';
import type { Shape } from './shape';
import type { Carries } from './write/fit';
import { writeConversation } from './write/training';
import type { Written } from './write/written';

const answers = ['output', 'response', 'answer', 'completion', 'RESPONSE', 'OUTPUT'];

// Without an instruction these are also the keys of logs and question banks, so nothing foreign may stand beside them.
const questionKeys = new Set(['question', 'answer', 'context', 'system']);
const promptKeys = new Set(['prompt', 'response', 'system']);
const ownKeys = new Set(['instruction', 'input', 'output', 'system', 'history']);
const responseKeys = new Set(['question', 'response', 'context', 'system']);

/** Alpaca and its relatives: `{"instruction": "...", "input": "...", "output": "..."}`. */
export const alpaca: Shape = {
  id: 'alpaca',
  name: 'instructions and answers (Alpaca)',
  signature: /["'“”]instruction["'“”]\s*:\s*["'“”][\s\S]*["'“”](?:output|response|answer|completion)["'“”]\s*:/i,
  schema,
  validate,
  detect: (value) =>
    isInstruction(value) ||
    isPair(value, 'question', 'answer', questionKeys) ||
    isPair(value, 'question', 'response', responseKeys) ||
    isPair(value, 'prompt', 'response', promptKeys),
  meant: (value) => 'instruction' in value && 'output' in value && hasOnlyKeys(value, ownKeys),
  read,
  misnamed,
  write,
};

function isInstruction(value: JsonObject): boolean {
  if (!isText(value, 'instruction') && !isText(value, 'INSTRUCTION')) return false;
  return answers.some((key) => isText(value, key)) && !isLoggedOrEvaluated(withoutAnswer(value));
}

// `response` counts as a trace of logging elsewhere; here it is the answer.
function withoutAnswer(value: JsonObject): JsonObject {
  if (!('response' in value)) return value;
  const { response: _, ...rest } = value;
  return rest;
}

function isPair(value: JsonObject, asked: string, answered: string, allowed: ReadonlySet<string>): boolean {
  return isText(value, asked) && isText(value, answered) && hasOnlyKeys(value, allowed);
}

function isText(value: JsonObject, key: string): boolean {
  return typeof member(value, key) === 'string';
}

const asked = ['instruction', 'INSTRUCTION', 'question', 'prompt'];
const given = ['input', 'INPUT', 'context'];

function read(value: JsonObject): Example {
  const question = firstKey(value, asked);
  const input = firstKey(value, given);
  const answer = firstKey(value, answers);
  return {
    messages: [
      ...textMessage('system', member(value, 'system') === '' ? undefined : member(value, 'system'), ['system']),
      ...readHistory(member(value, 'history')),
      ...readQuestion(value, question, input),
      ...(answer === undefined ? [] : textMessage('assistant', member(value, answer), [answer])),
    ],
    ...beside(
      value,
      ['system', 'history', question, input, answer].filter((key) => key !== undefined),
    ),
  };
}

/** The instruction and, behind a line break, its input: together they are what the user says. */
export function readQuestion(value: JsonObject, question: string | undefined, input: string | undefined): readonly ExampleMessage[] {
  const said = [question, input].flatMap((key) => {
    const text = key === undefined ? undefined : member(value, key);
    return key === undefined || text === '' ? [] : textMessage('user', text, [key]);
  });
  const [first] = said;
  return first ? [{ ...first, content: said.flatMap(({ content }) => content), joint: '\n' }] : [];
}

function readHistory(history: unknown): readonly ExampleMessage[] {
  if (!isArray(history)) return [];
  return history.flatMap((pair, index) =>
    isArray(pair)
      ? [...textMessage('user', pair[0], ['history', index, 0]), ...textMessage('assistant', pair[1], ['history', index, 1])]
      : textMessage('unknown', pair, ['history', index]),
  );
}

const alpacaCarries: Carries = { title: 'Alpaca', system: 'start', reasoning: 'think', alternates: true };

function write(example: Example): Written {
  return writeConversation(example, alpacaCarries, (messages) => {
    const system = messages.find(({ role }) => role === 'system');
    const texts = messages.filter(({ role }) => role !== 'system').map(textOf);
    const history: string[][] = [];
    for (let index = 0; index < texts.length - 2; index += 2) history.push(texts.slice(index, index + 2));
    const [instruction = '', output = ''] = texts.slice(-2);
    return {
      ...(system && { system: textOf(system) }),
      instruction,
      input: '',
      output,
      ...(history.length > 0 && { history }),
    };
  });
}

function misnamed(value: JsonObject): readonly { readonly key: string; readonly meant: string }[] {
  return [
    { keys: asked, meant: 'instruction' },
    { keys: given, meant: 'input' },
    { keys: answers, meant: 'output' },
  ].flatMap(({ keys, meant }) => {
    const key = firstKey(value, keys);
    return key === undefined || key === meant ? [] : [{ key, meant }];
  });
}
