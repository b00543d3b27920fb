import { quoted } from './describe';
import { endingsOf, withoutEnding } from './endings';
import type { Rule } from './rule';

const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven'];
const separated = numbers.map((word) => `{"prompt":"${word} ->","completion":" ${word}"}`);

/** A prompt without the separator that marks the end of the others. */
export const completionSeparator: Rule = {
  id: 'completion-separator',
  about: 'file',
  severity: 'warning',
  summary: 'A prompt does not end in the separator of the others, or holds it in its middle.',
  why: 'A base model sees prompt and completion as one text. The separator tells it where its own part begins, so each prompt needs it once, at its end.',
  bad: [
    {
      lines: [...separated, '{"prompt":"eight","completion":" eight"}'],
      fixed: [...separated, '{"prompt":"eight ->","completion":" eight"}'],
    },
    { lines: [...separated, '{"prompt":"eight -> nine ->","completion":" eight"}'] },
  ],
  good: [{ lines: separated }, { lines: numbers.map((word) => `{"prompt":"What is ${word}?","completion":"A number."}`) }],
  start(_, keeping) {
    const { add, remove, common } = endingsOf(({ prompt }) => prompt, keeping);
    return {
      add,
      remove,
      reports: () => {
        const habit = common();
        if (!habit) return [];
        return [
          ...habit.without.map((line) =>
            withoutEnding(line, 'prompt', habit, 'without it the model cannot tell where it should begin to write.'),
          ),
          ...habit.within.map((line) => ({
            line,
            place: { at: 'value' as const, path: ['prompt'] },
            message: `${quoted(habit.ending)} ends the prompts of this file and stands in the middle of this one too, so the model may begin to write there. Change it there.`,
          })),
        ];
      },
    };
  },
};
