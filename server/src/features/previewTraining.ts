import { acceptedShape } from '../core/rules/accepted';
import { allMessages, type Example, type ExampleMessage } from '../core/shapes/example';
import type { AcceptedShape } from '../core/targets/target';
import type { ExampleTokens } from '../core/tokens/countExample';
import type { WindowedText } from '../core/tokens/counting';
import { leftOf, type SequencePart } from '../core/training/cut';
import { learningOf, type MessageTraining } from '../core/training/learning';
import type { PreviewMessage, PreviewSection, PreviewTraining } from '../shared/previewView';
import type { Tokenize } from './lineTokens';
import { textAround } from './previewTexts';
import type { TrainedMessage, TrainingScene } from './previewTrainingScene';
import { trainingHeadline, trainingNotes } from './previewTrainingTexts';

const nothing: SequencePart = { tokens: 0, said: 0 };

/** Works out what a target's training makes of a line, and writes it to the messages that show the line. */
export async function withTraining(
  scene: TrainingScene,
  sections: readonly PreviewSection[],
): Promise<{ readonly training: PreviewTraining; readonly sections: readonly PreviewSection[] }> {
  const { context, shape, example, tokens, tokenize } = scene;
  const accepted = acceptedShape(context.target, shape);
  const limit = context.model?.contextLimit?.value;
  const sizes = tokens && (await sizesOf(example, tokens, tokenize));
  const learnt = (message: ExampleMessage, index: number): MessageTraining =>
    accepted && !scene.isBroken ? learningOf(example, message, index, accepted.learning) : { training: 'context' };
  const trained = new Map<ExampleMessage, TrainedMessage>();
  const add = (messages: readonly ExampleMessage[], before: number, learnings: readonly MessageTraining[]): void => {
    const parts = messages.map((message) => sizes?.get(message) ?? nothing);
    const cuts = leftOf(
      parts,
      before,
      limit === undefined || !sizes ? Number.POSITIVE_INFINITY : limitOf(accepted, limit, total(before, parts)),
    );
    messages.forEach((message, index) => {
      const learning = learnings[index] ?? { training: 'context' };
      const { fate = 'whole', said = 0, tokens: count = 0 } = cuts[index] ?? {};
      const isLearnt = learning.training !== 'context' && learning.training !== 'untrained';
      trained.set(message, { message, learning, isLearnt, size: sizes?.get(message), fate, left: { said, tokens: count } });
    });
  };
  const { messages, sides } = example;
  const start = tokens?.tools ?? 0;
  add(messages, start, messages.map(learnt));
  const behind = total(
    start,
    messages.map((message) => sizes?.get(message) ?? nothing),
  );
  if (sides)
    for (const side of ['preferred', 'rejected'] as const) {
      const training = accepted && !scene.isBroken ? side : 'context';
      add(
        sides[side],
        behind,
        sides[side].map(() => ({ training })),
      );
    }
  const all = [...trained.values()];
  const marked = await Promise.all(
    sections.map(async (section) => ({
      ...section,
      messages: await Promise.all(section.messages.map((message) => marking(message, all, scene))),
    })),
  );
  const facts = { ...scene, accepted, all, limit };
  const counts = tokens && sizes && countsOf(all, tokens, scene, limit === undefined ? undefined : limitOf(accepted, limit, tokens.total));
  return {
    training: {
      headline: trainingHeadline(facts),
      isNothing: all.every(({ isLearnt, fate }) => !isLearnt || fate === 'gone'),
      notes: trainingNotes(facts),
      ...(counts && { counts }),
    },
    sections: marked,
  };
}

function total(before: number, parts: readonly SequencePart[]): number {
  return parts.reduce((sum, { tokens }) => sum + tokens, before);
}

/** Where an example ends: a line that is left out or refused for its length ends before it begins. */
function limitOf(accepted: AcceptedShape | undefined, limit: number, size: number): number {
  const fate = accepted?.overlong?.fate;
  return size > limit && (fate === 'dropped' || fate === 'refused') ? 0 : limit;
}

/** The tokens of each message: as the example counts them, else those of its texts. */
async function sizesOf(
  example: Example,
  { messages: counted }: ExampleTokens,
  tokenize: Tokenize,
): Promise<ReadonlyMap<ExampleMessage, SequencePart> | undefined> {
  const sizes = new Map<ExampleMessage, SequencePart>();
  const missing: ExampleMessage[] = [];
  const known = new Map(counted.map((each) => [JSON.stringify(each.path), each]));
  for (const message of allMessages(example)) {
    const own = known.get(JSON.stringify(message.path));
    if (own) sizes.set(message, { tokens: own.tokens, said: own.said ?? own.tokens });
    else missing.push(message);
  }
  if (missing.length === 0) return sizes;
  const texts = missing.map(textsOf);
  const tokenized = await tokenize(texts.flat().map((text) => ({ text, start: 0, end: 0 })));
  if (!tokenized) return undefined;
  let at = 0;
  missing.forEach((message, index) => {
    const count = texts[index]?.length ?? 0;
    const said = tokenized.windows.slice(at, at + count).reduce((sum, each) => sum + each.total, 0);
    at += count;
    sizes.set(message, { tokens: said, said });
  });
  return sizes;
}

function textsOf({ content, reasoning, calls }: ExampleMessage): readonly string[] {
  return [
    ...(reasoning ? [reasoning.text] : []),
    ...content.flatMap((part) => (part.kind === 'text' || part.kind === 'refusal' ? part.text : [])),
    ...calls.flatMap(({ name, arguments: given }) => [name, given]),
  ];
}

function countsOf(
  all: readonly TrainedMessage[],
  { total: size, approximate }: ExampleTokens,
  { context: { model, target }, example }: TrainingScene,
  limit = Number.POSITIVE_INFINITY,
): PreviewTraining['counts'] {
  const learnt = all.reduce((sum, { isLearnt, left }) => sum + (isLearnt ? left.said : 0), 0);
  // Two answers are never read together: what is cut off of either is lost.
  const cut = example.sides
    ? all.reduce((sum, { size: own = nothing, left }) => sum + own.tokens - left.tokens, 0)
    : Math.max(0, size - limit);
  return {
    learnt,
    cut,
    read: Math.max(0, size - learnt - cut),
    total: size,
    approximate,
    ...(model?.price && { billedBy: target.name }),
  };
}

/** Says of a message what training makes of it, and cuts its text where the limit falls. */
async function marking(message: PreviewMessage, all: readonly TrainedMessage[], scene: TrainingScene): Promise<PreviewMessage> {
  const path = JSON.stringify(message.path);
  const found = all.find((each) => JSON.stringify(each.message.path) === path);
  const calls = await Promise.all(
    message.calls.map(async (call) => (call.result ? { ...call, result: await marking(call.result, all, scene) } : call)),
  );
  if (!found) return { ...message, calls };
  const { learning, isLearnt, fate } = found;
  const { why: _, ...bare } = message;
  const kind = fate === 'gone' ? 'cut' : isLearnt ? (learning.training === 'trained' ? 'learnt' : 'compared') : 'read';
  const marked: PreviewMessage = {
    ...bare,
    calls,
    training: learning.training,
    ...(learning.why !== undefined && { why: learning.why }),
    lot: { kind, isPart: fate === 'part' },
  };
  return fate === 'part' ? cutText(marked, found, scene) : marked;
}

/** Divides the text in which the limit falls; where it falls in a call, nothing is divided. */
async function cutText(
  shown: PreviewMessage,
  { message, left }: TrainedMessage,
  { tokenize, whole }: TrainingScene,
): Promise<PreviewMessage> {
  const texts = message.content.map((part) => (part.kind === 'text' || part.kind === 'refusal' ? part.text : ''));
  const tokenized = await tokenize(texts.map((text): WindowedText => ({ text, start: 0, end: text.length })));
  let room = left.said;
  for (const [index, window] of (tokenized?.windows ?? []).entries()) {
    if (room >= window.total) {
      room -= window.total;
      continue;
    }
    const cut = textAround(texts[index] ?? '', window.ends[room - 1] ?? 0, whole);
    return { ...shown, parts: shown.parts.map((part, at) => (at === index ? { kind: 'cut', ...cut } : part)) };
  }
  return shown;
}
