import type { Model, Target } from '../targets/target';

/** The tokens that are billed for one epoch: of each example no more than the model's limit. */
export function billableTokens(examples: Iterable<number>, limit = Number.POSITIVE_INFINITY): number {
  let billable = 0;
  for (const tokens of examples) billable += Math.min(tokens, limit);
  return billable;
}

/** What a person says about the training job instead of the target's facts. */
export interface JobChoices {
  readonly epochs?: number;
  /** US dollars for a million training tokens with the chosen model. */
  readonly pricePerMillion?: number;
}

/** The choices in which every value is one; null stands for none. */
export function jobChoices({ epochs, pricePerMillion }: { readonly [Key in keyof JobChoices]?: number | null | undefined }): JobChoices {
  return { ...(typeof epochs === 'number' && { epochs }), ...(typeof pricePerMillion === 'number' && { pricePerMillion }) };
}

/** How often a job goes through a file of so many examples. */
export function jobEpochs(target: Pick<Target, 'epochs'>, examples: number, { epochs }: JobChoices): number {
  return epochs ?? defaultEpochs(target, examples);
}

/** The price of training the chosen model, the person's own before the known one; `asOf` is empty for the former. */
export function jobPrice({ price }: Pick<Model, 'price'>, { pricePerMillion }: JobChoices): Model['price'] {
  return pricePerMillion === undefined ? price : { trainingPerMillion: pricePerMillion, source: 'your own', asOf: '' };
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
