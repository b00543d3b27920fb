import type { Model, Target } from '../targets/target';
import { billableTokens, type JobChoices, jobEpochs, jobPrice, trainingCost } from '../tokens/cost';
import type { ExampleTokens } from '../tokens/countExample';
import { imageRuleOf } from '../tokens/images';
import type { CostReport } from './report';

/** The models of a target that a file could be trained with: those that learn its shape and are still trained, and the chosen one, first. */
export function modelsFor({ models }: Target, shape: string, chosen: Model, today: string): readonly Model[] {
  const learns = (model: Model): boolean => model.shapes?.includes(shape) ?? true;
  const isTrained = ({ retired }: Model): boolean => !retired || retired.on > today;
  const others = models.filter((model) => model.id !== chosen.id && learns(model) && isTrained(model));
  return learns(chosen) ? [chosen, ...others] : others;
}

/** Adds up what each model bills for a file. */
export interface Bills {
  /** Takes an example; `tokensOf` is asked only for models that count otherwise than the chosen one. */
  readonly add: (counted: ExampleTokens, hasImages: boolean, tokensOf: (model: Model) => ExampleTokens | undefined) => void;
  readonly reports: (target: Target, examples: number, choices: JobChoices) => readonly CostReport[];
}

/** Begins to bill for these models, of which one may be the chosen one. */
export function createBills(models: readonly Model[], chosen: Model | undefined): Bills {
  const bills = models.map((model) => ({ model, billed: 0, approximate: false, missing: false }));
  return {
    add: (counted, hasImages, tokensOf) => {
      for (const bill of bills) {
        const tokens = chosen && countsAlike(chosen, bill.model, hasImages) ? counted : tokensOf(bill.model);
        bill.billed += billableTokens([tokens?.total ?? 0], bill.model.contextLimit?.value);
        bill.approximate ||= tokens?.approximate ?? false;
        bill.missing ||= tokens === undefined;
      }
    },
    reports: (target, examples, choices) =>
      bills
        .filter(({ missing }) => !missing)
        .map(({ model, billed, approximate }) => {
          const price = model === chosen ? jobPrice(model, choices) : model.price;
          const epochs = jobEpochs(target, examples, choices);
          const dollars = trainingCost({ ...(price && { price }) }, billed, epochs);
          const from = price ?? model.hourlyPrice;
          return {
            model: model.id,
            billed,
            approximate,
            epochs,
            ...(dollars !== undefined && price && { dollars, perMillion: price.trainingPerMillion }),
            ...(model.hourlyPrice && { perHour: model.hourlyPrice.value }),
            ...(from && { source: from.source, ...(from.asOf && { asOf: from.asOf }) }),
            ...(model.retired && { ends: model.retired.on }),
          };
        }),
  };
}

/** Whether two models give a line the same count. */
function countsAlike(one: Model, other: Model, hasImages: boolean): boolean {
  if (one.encoding !== other.encoding) return false;
  return !hasImages || JSON.stringify(imageRuleOf(one.id)) === JSON.stringify(imageRuleOf(other.id));
}
