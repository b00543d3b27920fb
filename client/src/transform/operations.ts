import type { Operation } from '../../../server/src/shared/protocol';
import { type Outcome, pickStep, textStep } from '../steps';

/** Something that can be done with a whole file in place. */
export interface FileOperation {
  readonly id: string;
  /** In the imperative, as lists show it. */
  readonly title: string;
  readonly detail: string;
  /** What the file is afterwards, in a word or two. */
  readonly becomes: string;
  /** Whether it changes the order of the lines. */
  readonly moves?: true;
  /** Asks what has to be known; `title` heads the questions. */
  readonly ask: (title: string) => Promise<Outcome<Operation>>;
}

const done = (operation: Operation): Promise<Outcome<Operation>> => Promise.resolve({ value: operation });

/** Every operation, in the order in which the picker shows them. */
export const operations: readonly FileOperation[] = [
  {
    id: 'removeDuplicates',
    title: 'Remove repeated examples',
    detail: 'Lines that say the same as an earlier one, whatever the order of their keys and their spacing',
    becomes: 'without repeats',
    ask: () => done({ kind: 'dedupe' }),
  },
  {
    id: 'shuffleExamples',
    title: 'Shuffle examples',
    detail: 'Into a random order, the same for the same seed',
    becomes: 'shuffled',
    moves: true,
    ask: async (title) => mapped(await askSeed(title), (seed) => ({ kind: 'shuffle', seed })),
  },
  {
    id: 'sortExamples',
    title: 'Sort examples by length',
    detail: 'By tokens or characters',
    becomes: 'sorted',
    moves: true,
    ask: askSort,
  },
  {
    id: 'evenSpacing',
    title: 'Make spacing even',
    detail: 'Between keys and values; numbers, escapes and the order of keys stay as they are spelt',
    becomes: 'evenly spaced',
    ask: askSpacing,
  },
  {
    id: 'setSystemPrompt',
    title: 'Set the system prompt',
    detail: 'The same one on every example, or where there is none',
    becomes: 'with the system prompt',
    ask: askSystemPrompt,
  },
  {
    id: 'removeSystemPrompt',
    title: 'Remove the system prompt',
    detail: 'From every example that has one',
    becomes: 'without system prompts',
    ask: () => done({ kind: 'no-system' }),
  },
  {
    id: 'setWeights',
    title: 'Choose which answers are learnt',
    detail: 'By weights: the last answer of each conversation alone, or all of them',
    becomes: 'with weights',
    ask: askWeights,
  },
];

/** Asks for the number that a random choice follows from. */
export async function askSeed(title: string): Promise<Outcome<number>> {
  const outcome = await textStep({
    title,
    prompt: 'The seed: the same number makes the same choice again.',
    value: '1',
    back: false,
    refuse: (value) => (/^\d{1,9}$/.test(value.trim()) ? undefined : 'A whole number of up to nine digits is needed.'),
  });
  return mapped(outcome, Number);
}

async function askSort(title: string): Promise<Outcome<Operation>> {
  const item = (label: string, by: 'tokens' | 'characters', longestFirst: boolean) => ({
    label,
    value: { kind: 'sort', by, longestFirst } as const,
  });
  return pickOne(title, 'Which examples come first?', [
    item('Fewest tokens first', 'tokens', false),
    item('Most tokens first', 'tokens', true),
    item('Fewest characters first', 'characters', false),
    item('Most characters first', 'characters', true),
  ]);
}

async function askSpacing(title: string): Promise<Outcome<Operation>> {
  return pickOne(title, 'How is each line to be spaced?', [
    { label: 'Compact', detail: '{"messages":[{"role":"user"}]}', value: { kind: 'spacing', spacing: 'compact' } as const },
    {
      label: 'Spaced',
      detail: '{"messages": [{"role": "user"}]}, as Python writes it',
      value: { kind: 'spacing', spacing: 'spaced' } as const,
    },
  ]);
}

async function askWeights(title: string): Promise<Outcome<Operation>> {
  return pickOne(title, 'Which answers is the model to learn?', [
    { label: 'The last of each conversation', detail: 'Those before it get weight 0', value: { kind: 'weights', learnt: 'last' } as const },
    { label: 'All', detail: 'Weights of 0 become 1', value: { kind: 'weights', learnt: 'all' } as const },
  ]);
}

async function askSystemPrompt(title: string): Promise<Outcome<Operation>> {
  const text = await textStep({
    title,
    prompt: 'The system prompt; \\n makes a line break.',
    value: '',
    back: false,
    refuse: (value) => (value.trim() === '' ? 'Type the system prompt. To be rid of one, choose “Remove the system prompt”.' : undefined),
  });
  if (typeof text === 'string') return text;
  const prompt = text.value.replaceAll('\\n', '\n');
  return pickOne(title, 'On which examples?', [
    {
      label: 'On every example',
      detail: 'In place of those that are there',
      value: { kind: 'system', text: prompt, onlyMissing: false } as const,
    },
    {
      label: 'Where there is none',
      detail: 'Those that are there stay',
      value: { kind: 'system', text: prompt, onlyMissing: true } as const,
    },
  ]);
}

interface Choice {
  readonly label: string;
  readonly detail?: string;
  readonly value: Operation;
}

async function pickOne(title: string, placeholder: string, items: readonly Choice[]): Promise<Outcome<Operation>> {
  return mapped(await pickStep({ title, placeholder, items, back: false, stays: true }), ({ value }) => value);
}

/** The outcome with another value. */
function mapped<From, To>(outcome: Outcome<From>, map: (value: From) => To): Outcome<To> {
  return typeof outcome === 'string' ? outcome : { value: map(outcome.value) };
}
