import { isObject } from '../json/parse';
import { atValue, isSamePath, leadsInto, type Path, type Place, wholeLine } from '../json/path';
import { counted } from '../numbers';
import type { Target } from '../targets/target';
import type { ExampleTokens, MessageTokens } from '../tokens/countExample';
import { learningOf, learningPolicy } from '../training/learning';
import { acceptedShape } from './accepted';
import type { CountedLine, Rule } from './rule';
import { withWording } from './wording';

const line =
  '{"messages":[{"role":"user","content":"Sum up this manual: …"},{"role":"assistant","content":"It is about a press."},{"role":"user","content":"And its last page?"},{"role":"assistant","content":"An index."}]}';
const messages: readonly MessageTokens[] = [65_000, 500, 100, 10].map((tokens, index) => ({ path: ['messages', index], tokens }));
const tokens: ExampleTokens = { total: 65_613, messages, assistant: 502, tools: 0, approximate: false };

/** A line with more tokens than the model takes of one example. */
export const overTokenLimit: Rule = {
  id: 'over-token-limit',
  about: 'tokens',
  severity: 'warning',
  summary: 'A line has more tokens than the model takes of one example.',
  why: 'Most services cut such an example at its end, where the answer stands: the model reads a long question and learns half an answer or none. Others leave the line out. Neither is told you.',
  bad: [{ lines: [line], model: 'gpt-4.1-2025-04-14', tokens }],
  good: [{ lines: [line], model: 'gpt-4.1-2025-04-14', tokens: { ...tokens, total: 65_536 } }],
  check(subject, count, report, { target, model }) {
    const limit = model?.contextLimit?.value;
    if (!model || limit === undefined) return;
    const sequence = longestSequence(subject, count);
    if (sequence.total <= limit) return;
    const size = `${count.approximate ? 'about ' : ''}${counted(sequence.total, 'token')}${count.approximate && count.why ? ` (an estimate: ${count.why})` : ''}`;
    const head = `This example has ${size}; ${target.name} takes ${counted(limit, 'token')} of one example for ${model.id}`;
    const { place, effect } = fate(
      subject,
      answersOf(subject, target),
      sequence,
      limit,
      acceptedShape(target, subject.shape)?.overlong?.fate,
    );
    const message = `${head}${effect} Shorten it, or split it into several examples.`;
    report({ place, message: withWording(message, target, 'over-token-limit'), estimated: count.approximate });
  },
};

/** What is read as one text, in its order. */
interface Sequence {
  readonly total: number;
  /** Tokens before the first message. */
  readonly tools: number;
  readonly messages: readonly MessageTokens[];
}

/** The whole line; of a comparison the input with the longer answer, for the two answers are never read together. */
function longestSequence({ lists }: CountedLine, { total, tools, messages }: ExampleTokens): Sequence {
  const sides = lists.filter(({ part }) => part === 'preferred' || part === 'rejected');
  const own = (path: Path): readonly MessageTokens[] => messages.filter((each) => isBelow(each.path, path));
  const [shorter] = sides.map(({ path }) => own(path)).sort((a, b) => sum(a) - sum(b));
  if (sides.length < 2 || !shorter) return { total, tools, messages };
  return { total: total - sum(shorter), tools, messages: messages.filter((each) => !shorter.includes(each)) };
}

type Fate = 'cut-at-end' | 'dropped' | 'refused' | undefined;

/** What becomes of the example, and the place to blame: the message where it is cut, else the line. */
function fate(
  subject: CountedLine,
  learnt: readonly Path[],
  sequence: Sequence,
  limit: number,
  kind: Fate,
): { readonly place: Place; readonly effect: string } {
  if (kind === 'dropped') return { place: wholeLine, effect: `. The line is left out${answersLost(learnt)}.` };
  if (kind === 'refused') return { place: wholeLine, effect: ', and refuses the file.' };
  const cut = cutAt(sequence, limit);
  if (!cut)
    return { place: wholeLine, effect: kind ? '. What is beyond is cut off.' : '. What is beyond is cut off, or the line is left out.' };
  const message = subject.lists.flatMap((list) => (isBelow(cut.path, list.path) ? [list.messages[Number(cut.path.at(-1))]] : []))[0];
  const place = isObject(message) && typeof message.role === 'string' ? atValue(...cut.path, 'role') : atValue(...cut.path);
  const where = `${nameOf(cut.path, message)}${kind ? '' : ', or leaves the line out'}`;
  return { place, effect: `. It is cut in ${where}: ${whatIsLost(learnt, sequence, cut)}.` };
}

/** The message in which the limit falls; the tools come before all. */
function cutAt({ tools, messages }: Sequence, limit: number): MessageTokens | undefined {
  let seen = tools;
  for (const each of messages) {
    seen += each.tokens;
    if (seen > limit) return each;
  }
  return messages.at(-1);
}

function whatIsLost(learnt: readonly Path[], { messages }: Sequence, cut: MessageTokens): string {
  const behind = messages.slice(messages.indexOf(cut) + 1);
  const isAnswer = ({ path }: MessageTokens): boolean => learnt.some((answer) => isSamePath(answer, path));
  const lost = behind.filter(isAnswer).length;
  if (isAnswer(cut)) {
    return lost === 0
      ? 'this answer is learnt only in part'
      : `this answer is learnt only in part, and ${answers(lost)} behind it not at all`;
  }
  return lost === 0 ? 'no answer to learn is lost' : `${answers(lost)} behind it ${lost === 1 ? 'is' : 'are'} not learnt`;
}

function answersLost({ length }: readonly Path[]): string {
  return length === 0 ? '' : ` with ${length === 1 ? 'its answer' : `its ${counted(length, 'answer')}`}`;
}

function answers(count: number): string {
  return count === 1 ? 'the answer' : `the ${counted(count, 'answer')}`;
}

/** Where the answers stand that the model is to learn, or to compare. */
function answersOf({ shape, value }: CountedLine, target: Target): readonly Path[] {
  const example = shape?.read(value);
  if (!example) return [];
  const { messages, sides } = example;
  const policy = learningPolicy(target, shape);
  const learnt = messages.filter(
    (message, index) => !['context', 'untrained'].includes(learningOf(example, message, index, policy).training),
  );
  const all = [...learnt, ...(sides?.preferred ?? []), ...(sides?.rejected ?? [])];
  return all.filter(({ role }) => role === 'assistant').map(({ path }) => path);
}

function nameOf(path: Path, message: unknown): string {
  const last = path.at(-1);
  if (typeof last !== 'number') return `\`${last}\``;
  const role = isObject(message) && typeof message.role === 'string' ? ` (${message.role.slice(0, 20)})` : '';
  return `message ${last + 1}${role}`;
}

function isBelow(path: Path, list: Path): boolean {
  return path.length > list.length && leadsInto(path, list);
}

function sum(messages: readonly MessageTokens[]): number {
  return messages.reduce((total, each) => total + each.tokens, 0);
}
