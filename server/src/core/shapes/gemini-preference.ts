import { schema, validate } from 'schemas:shapes/gemini-preference';
import { isArray, isObject, type JsonObject, member } from '../json/parse';
import type { Example, ExampleMessage } from './example';
import { contentsOf, hasGeminiContents } from './gemini';
import { readGemini, readTurn } from './read/gemini';
import type { Shape } from './shape';
import type { Carries } from './write/fit';
import { writeGemini, writeModelTurn } from './write/gemini';
import { writePair } from './write/training';
import { isRefused, type Written } from './write/written';

/** Google's conversations with scored answers: `{"contents": [...], "completions": [{"score": 1, "completion": {...}}, ...]}`. */
export const geminiPreference: Shape = {
  id: 'gemini-preference',
  name: 'Gemini preference pairs',
  signature: /["'“”]contents["'“”]\s*:\s*\[[\s\S]*["'“”]completions["'“”]\s*:\s*\[/,
  schema,
  validate,
  detect: (value) => {
    const completions = member(value, 'completions');
    return hasGeminiContents(value) && isArray(completions) && completions.some((each) => isObject(each) && 'score' in each);
  },
  fits: (value) => 'contents' in value && 'completions' in value,
  read,
  write,
  turns: (value) => contentsOf(value, 'input'),
};

function read(value: JsonObject): Example {
  const completions = member(value, 'completions');
  const scored = (isArray(completions) ? completions : []).map((completion, index) => {
    const answer = isObject(completion) ? member(completion, 'completion') : undefined;
    return {
      score: isObject(completion) ? member(completion, 'score') : undefined,
      messages: answer === undefined ? [] : readTurn(answer, ['completions', index, 'completion']),
    };
  });
  const side = (wanted: number): readonly ExampleMessage[] => scored.find(({ score }) => score === wanted)?.messages ?? [];
  return { ...readGemini(value, ['completions']), sides: { preferred: side(1), rejected: side(0) } };
}

function write(example: Example): Written {
  return writePair(example, geminiPreferenceCarries, ({ input, preferred, rejected }) => {
    const given = writeGemini(input);
    if (isRefused(given)) return given;
    const { systemInstruction, contents } = given as { readonly systemInstruction?: unknown; readonly contents: unknown };
    return {
      // This form spells the key in another way than its sibling.
      ...(systemInstruction !== undefined && { system_instruction: systemInstruction }),
      contents,
      completions: [
        { score: 1, completion: writeModelTurn(preferred) },
        { score: 0, completion: writeModelTurn(rejected) },
      ],
    };
  });
}

const geminiPreferenceCarries: Carries = { title: 'a Gemini preference pair', system: 'start' };
