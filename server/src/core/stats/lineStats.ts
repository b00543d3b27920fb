import { hashesOfExample } from '../check/lineHashes';
import { readExample } from '../fileOps/exampleLine';
import type { Path } from '../json/path';
import { allMessages, type Example, type ExampleMessage, type Role, textOf } from '../shapes/example';
import type { Shape } from '../shapes/shape';
import type { LearningPolicy, Target } from '../targets/target';
import { learningOf, learningPolicy } from '../training/learning';
import { likelyLanguage } from './language';

/** A message that is learnt, or an answer that is not. */
export interface AnswerPlace {
  readonly path: Path;
  /** Its index among all messages of the example. */
  readonly index: number;
  readonly learnt: boolean;
  /** Whether the assistant says it; some trainers learn the questions too. */
  readonly isAnswer: boolean;
  /** Why it is not learnt. */
  readonly why?: string;
  /** In a comparison the side that it stands on. */
  readonly side?: 'preferred' | 'rejected';
}

/** What the report asks of one line, for one target; a line that does not change need not be read again. */
export interface LineStats {
  readonly shape: Shape;
  readonly roles: readonly Role[];
  readonly turns: number;
  readonly answers: readonly AnswerPlace[];
  /** Whether a grader scores what the model writes, so that the line holds no answers to learn. */
  readonly isGraded: boolean;
  readonly hasTools: boolean;
  readonly hasImages: boolean;
  /** A system prompt's text; undefined where there is none. */
  readonly system: string | undefined;
  readonly language: string;
  /** 53-bit hashes of the whole, of what comes before the answer, and of the answer. */
  readonly hashes: { readonly whole: number; readonly input: number | undefined; readonly answer: number | undefined };
}

// Enough to tell a language, and no more work for long texts.
const languageSample = 2000;

/** Reads a line for the report; undefined for lines that are no example. */
export function lineStats(text: string, fileShape: Shape, target: Target): LineStats | undefined {
  const line = readExample(text, fileShape);
  if (!line) return undefined;
  const { value, shape, example } = line;
  const messages = allMessages(example);
  return {
    shape,
    roles: messages.map(({ role }) => role),
    turns: turnsOf(example),
    answers: answersOf(example, learningPolicy(target, shape)),
    isGraded: example.reference !== undefined,
    hasTools: example.tools.length > 0,
    hasImages: messages.some(({ content }) => content.some(({ kind }) => kind === 'image')),
    system: systemOf(messages),
    language: likelyLanguage(sampleOf(messages)),
    hashes: hashesOfExample(value, shape),
  };
}

/** How often the assistant takes the floor; calls of tools with their results are part of one turn. */
function turnsOf({ messages, sides, running }: Example): number {
  if (running) return 1;
  let turns = sides ? 1 : 0;
  let speaking = false;
  for (const { role } of messages) {
    if (role === 'assistant' && !speaking) turns += 1;
    speaking = role === 'assistant' || (speaking && role === 'tool');
  }
  return turns;
}

function answersOf(example: Example, policy: LearningPolicy | undefined): readonly AnswerPlace[] {
  const { messages, sides } = example;
  const answers: AnswerPlace[] = [];
  messages.forEach((message, index) => {
    const { training, why } = learningOf(example, message, index, policy);
    if (training === 'context') return;
    const learnt = training !== 'untrained';
    answers.push({ path: message.path, index, learnt, isAnswer: message.role === 'assistant', ...(!learnt && { why }) });
  });
  const addSide = (side: 'preferred' | 'rejected', start: number): void =>
    sides?.[side].forEach(({ path }, offset) => {
      answers.push({ path, index: start + offset, learnt: true, isAnswer: true, side });
    });
  addSide('preferred', messages.length);
  addSide('rejected', messages.length + (sides?.preferred.length ?? 0));
  return answers;
}

function systemOf(messages: readonly ExampleMessage[]): string | undefined {
  const message = messages.find(({ role }) => role === 'system' || role === 'developer');
  return message && textOf(message);
}

/** What people and the assistant say, from the end: there the answer stands, and the system prompt does not. */
function sampleOf(messages: readonly ExampleMessage[]): string {
  let sample = '';
  for (const message of messages.toReversed()) {
    if (message.role !== 'user' && message.role !== 'assistant') continue;
    sample += ` ${textOf(message).slice(0, languageSample)}`;
    if (sample.length >= languageSample) break;
  }
  return sample.slice(0, languageSample);
}
