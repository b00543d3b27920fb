import { isSamePath } from '../json/path';
import type { ExampleTokens, MessageTokens } from '../tokens/countExample';
import type { AnswerPlace, LineStats } from './lineStats';

/** The tokens of one answer of an example. */
export interface AnswerTokens {
  readonly answer: AnswerPlace;
  /** What it says, without what frames the message. */
  readonly said: number;
  /** Of these what the model's limit takes away. */
  readonly cut: number;
}

/** The tokens of the answers of an example; undefined where its shape is not counted message by message. */
export function answerTokens({ answers }: LineStats, tokens: ExampleTokens, limit: number): readonly AnswerTokens[] | undefined {
  const counted = answers.map((answer) => ({ answer, message: messageAt(tokens, answer) }));
  if (counted.some(({ message }) => message === undefined)) return undefined;
  const sideStart = answers.find(({ side }) => side)?.index;
  const shared = sumBefore(tokens, sideStart ?? tokens.messages.length) + tokens.tools;
  let inRejected = 0;
  return counted.map(({ answer, message }) => {
    const size = message?.tokens ?? 0;
    const said = message?.said ?? size;
    // The two sides of a comparison are never read together, so each follows the input.
    let end: number;
    if (answer.side === 'rejected') {
      inRejected += size;
      end = shared + inRejected;
    } else end = sumBefore(tokens, answer.index + 1) + tokens.tools;
    return { answer, said, cut: Math.max(0, Math.min(said, end - limit)) };
  });
}

/** The tokens that are read as one text: the whole, or of a comparison the input with the longer side. */
export function longestText({ answers }: LineStats, tokens: ExampleTokens): number {
  const side = (wanted: 'preferred' | 'rejected'): number =>
    answers.reduce((sum, answer) => (answer.side === wanted ? sum + (messageAt(tokens, answer)?.tokens ?? 0) : sum), 0);
  return tokens.total - Math.min(side('preferred'), side('rejected'));
}

function messageAt({ messages }: ExampleTokens, { path, index }: AnswerPlace): MessageTokens | undefined {
  const usual = messages[index];
  return usual && isSamePath(usual.path, path) ? usual : messages.find((message) => isSamePath(message.path, path));
}

function sumBefore({ messages }: ExampleTokens, end: number): number {
  let sum = 0;
  for (let index = 0; index < end; index++) sum += messages[index]?.tokens ?? 0;
  return sum;
}
