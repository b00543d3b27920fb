import { runSteps, type Step, textStep } from '../steps';
import type { ConvertChoices } from './offers';

/** A budget below this cuts every answer to pieces. */
const fewestTokens = 16;

/** Asks for what has a good default and is seldom changed; undefined when the user gave up. */
export function askOptions(title: string, choices: ConvertChoices): Promise<ConvertChoices | undefined> {
  const steps: readonly Step<ConvertChoices>[] = [
    async (state, back) => {
      const outcome = await textStep({
        title: `${title}: System Prompt`,
        prompt: 'What every example begins with; empty: the system prompt that the training file mostly has',
        value: state.system ?? '',
        back,
        refuse: () => undefined,
      });
      if (typeof outcome === 'string') return outcome;
      const { system: _, ...others } = state;
      return { value: outcome.value.trim() === '' ? others : { ...others, system: outcome.value } };
    },
    async (state, back) => {
      const outcome = await textStep({
        title: `${title}: Token Limit`,
        prompt: 'Longer examples are cut at paragraphs, then at sentences; empty: no limit',
        value: state.maxTokens === undefined ? '' : String(state.maxTokens),
        back,
        refuse: refuseLimit,
      });
      if (typeof outcome === 'string') return outcome;
      const { maxTokens: _, ...others } = state;
      return { value: outcome.value.trim() === '' ? others : { ...others, maxTokens: Number(outcome.value) } };
    },
    async (state, back) => {
      const outcome = await textStep({
        title: `${title}: Prompt of Sections`,
        prompt: 'What the user asks above a section: {heading}, {path} and {title} are filled in; empty: the heading',
        value: state.heading ?? '',
        back,
        refuse: () => undefined,
      });
      if (typeof outcome === 'string') return outcome;
      const { heading: _, ...others } = state;
      return { value: outcome.value.trim() === '' ? others : { ...others, heading: outcome.value } };
    },
  ];
  return runSteps(choices, steps);
}

function refuseLimit(value: string): string | undefined {
  const limit = value.trim();
  if (limit === '' || (/^\d+$/.test(limit) && Number(limit) >= fewestTokens)) return undefined;
  return `A limit is a whole number of tokens, ${fewestTokens} or more.`;
}
