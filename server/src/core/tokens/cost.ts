import type { Model, Target } from '../targets/target';

/** The tokens that are billed for one epoch: of each example no more than the model's limit. */
export function billableTokens(examples: Iterable<number>, limit = Number.POSITIVE_INFINITY): number {
  let billable = 0;
  for (const tokens of examples) billable += Math.min(tokens, limit);
  return billable;
}

/** How often a target goes through a file of so many examples unless told otherwise; three times where nobody says. */
export function defaultEpochs({ epochs }: Pick<Target, 'epochs'>, examples: number): number {
  if (!epochs) return usualEpochs;
  return epochs.default === 'by-examples' ? epochsByExamples(examples) : epochs.default;
}

const usualEpochs = 3;
const mostEpochs = 25;
// Examples times epochs, which the rule keeps between these two.
const fewestSeen = 100;
const mostSeen = 25_000;

// As OpenAI's "Data preparation and analysis for chat model fine-tuning".
function epochsByExamples(examples: number): number {
  if (examples <= 0) return usualEpochs;
  if (examples * usualEpochs < fewestSeen) return Math.min(mostEpochs, Math.floor(fewestSeen / examples));
  if (examples * usualEpochs > mostSeen) return Math.max(1, Math.floor(mostSeen / examples));
  return usualEpochs;
}

/** The price of a training job in US dollars, for `billable` tokens in each epoch; undefined when the model has no price. */
export function trainingCost({ price }: Pick<Model, 'price'>, billable: number, epochs: number): number | undefined {
  return price && (price.trainingPerMillion * billable * epochs) / 1_000_000;
}
