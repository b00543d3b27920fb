import { isObject, member } from '../core/json/parse';
import type { Row } from '../core/rows/row';
import type { MessageList } from '../core/shapes/shape';
import { jobChoices, jobEpochs, jobPrice, trainingCost } from '../core/tokens/cost';
import type { ExampleTokens, MessageTokens } from '../core/tokens/countExample';
import { counted, dollars, grouped, inlineCode, share } from './hoverMarkdown';
import { type HoverScene, paragraphs } from './hoverScene';

// What a message costs beside what it says: its frame and its role.
const frameTokens = 4;

/** What a whole example comes to: its tokens, how much of it is learnt, and what training on it costs. */
export function exampleCard(scene: HoverScene): string {
  const { tokens, lists } = scene;
  const messages = lists.reduce((sum, list) => sum + list.messages.length, 0);
  const size = tokens ? counted(tokens.total, 'token') : messages > 0 ? counted(messages, 'message') : '';
  return paragraphs(
    size ? `**Example** · ${tokens?.approximate ? `about ${size}` : size}` : '**Example**',
    tokens && tokenTable(scene),
    tokens && costLine(scene),
    tokens && estimateNote(scene),
  );
}

/** Says why the counts of an example are estimates, where they are, and whose they are, where a tokenizer was chosen. */
export function estimateNote({ tokens }: HoverScene): string | undefined {
  if (!tokens) return undefined;
  const doubt = tokens.approximate && `*Token counts are estimates${tokens.why ? `: ${tokens.why}` : ''}.*`;
  return [doubt, countedBy(tokens)].filter(Boolean).join(' ') || undefined;
}

function countedBy({ by }: ExampleTokens): string | undefined {
  return by === undefined ? undefined : `*Texts are counted with* ${inlineCode(by)}.`;
}

/** As `estimateNote` of one message or text, whose count may be an estimate for other reasons than that of its example. */
export function messageNote(own: MessageTokens | undefined, { tokens }: HoverScene): string | undefined {
  if (!own || !tokens) return undefined;
  const doubt = own.why !== undefined && `*This count is an estimate: ${own.why}.*`;
  return [doubt, countedBy(tokens)].filter(Boolean).join(' ') || undefined;
}

function tokenTable(scene: HoverScene): string | undefined {
  const { tokens, context } = scene;
  if (!tokens) return undefined;
  const limit = context.model?.contextLimit?.value;
  const rows: (readonly [string, number, string])[] = [];
  const fits =
    limit !== undefined &&
    `${tokens.total > limit ? '**over the limit**: ' : ''}${share(tokens.total, limit)} of the ${grouped(limit)} that ${inlineCode(context.model?.id ?? '')} takes`;
  rows.push(['Whole line', tokens.total, fits || '']);
  const learnt = learntTokens(scene);
  if (learnt) rows.push(['Learnt', learnt.tokens, learnt.note]);
  if (tokens.tools > 0) rows.push(['Tools', tokens.tools, `${share(tokens.tools, tokens.total)} of the line`]);
  return ['| | tokens | |', '|:--|--:|:--|', ...rows.map(([name, count, note]) => `| ${name} | ${grouped(count)} | ${note} |`)].join('\n');
}

/** What the model learns to write: the assistant's messages but for those of weight 0. */
function learntTokens({ tokens, lists }: HoverScene): { readonly tokens: number; readonly note: string } | undefined {
  const trained = lists.filter(({ part }) => part === 'trained');
  if (!tokens || trained.length === 0) return undefined;
  let learnt = tokens.assistant;
  let answers = 0;
  let unlearnt = 0;
  for (const list of trained) {
    for (const [index, message] of list.messages.entries()) {
      if (!isObject(message) || message.role !== 'assistant') continue;
      answers += 1;
      if (isLearnt(list, message)) continue;
      unlearnt += 1;
      learnt -= Math.max(0, (countAt(tokens, [...list.path, index])?.tokens ?? 0) - frameTokens);
    }
  }
  const note =
    unlearnt === 0 ? counted(answers, 'assistant message') : `${grouped(answers - unlearnt)} of ${counted(answers, 'assistant message')}`;
  return { tokens: Math.max(0, learnt), note };
}

/** Tells whether the model learns to write a message. */
export function isLearnt({ part }: MessageList, message: unknown): boolean {
  return part === 'trained' && isObject(message) && message.role === 'assistant' && member(message, 'weight') !== 0;
}

/** What was counted for the message or text that a path leads to or into. */
export function countAt(tokens: HoverScene['tokens'], path: HoverScene['path']): MessageTokens | undefined {
  return tokens?.messages.find(
    (counted) => counted.path.length <= path.length && counted.path.every((step, index) => step === path[index]),
  );
}

function costLine({ tokens, context }: HoverScene): string | undefined {
  const { model, target, file } = context;
  if (!tokens || !model) return undefined;
  const job = jobChoices(context.settings);
  const price = jobPrice(model, job);
  if (!price) return undefined;
  const epochs = jobEpochs(target, exampleCount(file.rows), job);
  const cost = trainingCost({ price }, Math.min(tokens.total, model.contextLimit?.value ?? Number.POSITIVE_INFINITY), epochs);
  if (cost === undefined) return undefined;
  const { trainingPerMillion, asOf } = price;
  return `Training on it costs about ${dollars(cost)}: ${counted(epochs, 'epoch')} at ${dollars(trainingPerMillion)} per million tokens (${asOf ? `price of ${asOf}` : 'your own price'}).`;
}

/** How many lines there are, but for an empty last one: exact enough for a rule that goes by hundreds. */
function exampleCount(rows: readonly Row[]): number {
  return rows.at(-1)?.text === '' ? rows.length - 1 : rows.length;
}
