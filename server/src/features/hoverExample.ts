import { leadsInto } from '../core/json/path';
import { counted, grouped } from '../core/numbers';
import type { Row } from '../core/rows/row';
import { jobChoices, jobEpochs, jobPrice, trainingCost } from '../core/tokens/cost';
import type { ExampleTokens, MessageTokens } from '../core/tokens/countExample';
import { learningAt, learningPolicy, usualLearning } from '../core/training/learning';
import { dollars, inlineCode, share } from './hoverMarkdown';
import { type HoverScene, paragraphs } from './hoverScene';

/** What a whole example comes to: its tokens, how much of it is learnt, and what training on it costs. */
export function exampleCard(scene: HoverScene): string {
  const { tokens, lists } = scene;
  const messages = lists.reduce((sum, list) => sum + list.messages.length, 0);
  const size = tokens ? counted(tokens.total, 'token') : messages > 0 ? counted(messages, 'message') : '';
  return paragraphs(
    size ? `**Example** · ${tokens?.approximate ? `about ${size}` : size}` : '**Example**',
    tokens && tokenTable(scene),
    tokens && costLine(scene),
    tokens && learningNote(scene),
    tokens && estimateNote(scene),
  );
}

/** Says so where what the target learns is not known and what is usual is shown. */
function learningNote(scene: HoverScene): string | undefined {
  const usual = learntTokens(scene) && usualLearning(scene.context.target, scene.shape);
  return usual && `*${usual}*`;
}

/** Says why the counts of an example are estimates, where they are, and whose they are, where a tokenizer was chosen. */
function estimateNote({ tokens }: HoverScene): string | undefined {
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

/** What the model learns to write, by what the target learns of such lines; undefined where it does not take them. */
function learntTokens({
  tokens,
  example,
  context: { target },
  shape,
}: HoverScene): { readonly tokens: number; readonly note: string } | undefined {
  const policy = learningPolicy(target, shape);
  const fates = example.messages.map((message, index) => ({ message, ...learningAt({ target, shape, example }, message, index) }));
  const learnt = fates.filter(({ training }) => training === 'trained').map(({ message }) => message);
  const unlearnt = fates.filter(({ training }) => training === 'untrained');
  if (!tokens || (learnt.length === 0 && unlearnt.length === 0)) return undefined;
  let said = 0;
  for (const { path } of learnt) {
    const own = countAt(tokens, path);
    if (!own) return undefined;
    said += own.said ?? own.tokens;
  }
  const answers = counted(learnt.length + unlearnt.length, policy?.learns === 'everything' ? 'message' : 'assistant message');
  const note = unlearnt.length === 0 ? answers : `${grouped(learnt.length)} of ${answers}`;
  return { tokens: said, note: policy ? note : `${note}, as is usual` };
}

/** What was counted for the message or text that a path leads to or into. */
export function countAt(tokens: HoverScene['tokens'], path: HoverScene['path']): MessageTokens | undefined {
  return tokens?.messages.find((counted) => leadsInto(path, counted.path));
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
