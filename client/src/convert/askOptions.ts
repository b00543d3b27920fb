import { pickStep, runSteps, type Step, textStep } from '../steps';
import type { ConvertChoices } from './offers';

/** A budget below this cuts every answer to pieces. */
const fewestTokens = 16;

const lineBreaks = [
  { label: 'Join wrapped lines', description: 'paragraphs as they were meant; lists, verse and code stay', keep: false },
  { label: 'Keep as they are', description: 'each line of the text is a line of the example', keep: true },
] as const;

/**
 * Asks for what has a good default and is seldom changed, and of a text whose lines are broken because they are full, whether they are
 * joined; undefined when the user gave up.
 */
export function askOptions(title: string, choices: ConvertChoices, isWrapped: boolean): Promise<ConvertChoices | undefined> {
  const askLineBreaks: Step<ConvertChoices> = async (state, back) => {
    const active = lineBreaks.find(({ keep }) => keep === (state.keepLineBreaks ?? false));
    const placeholder = 'The lines of this text are broken because they are full. What is to become of the breaks?';
    const outcome = await pickStep({ title: `${title}: Line Breaks`, placeholder, items: lineBreaks, active, back, stays: true });
    return typeof outcome === 'string' ? outcome : { value: { ...state, keepLineBreaks: outcome.value.keep } };
  };
  const steps: readonly Step<ConvertChoices>[] = [
    ...(isWrapped ? [askLineBreaks] : []),
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
