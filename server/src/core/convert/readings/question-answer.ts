import { counted } from '../../numbers';
import { fenceSpans, insideOf } from '../fences';
import { splitLines } from '../lines';
import { findLabelled } from '../questions/labelled';
import type { Found } from '../questions/marker';
import { pairsOf } from '../questions/pairs';
import { cutTitles, findTitled } from '../questions/titled';
import type { Detection, ReadExample, Reading } from '../reading';
import { sampleOf } from '../sample';

/** Questions with their answers, one example each: `Q:` and `A:`, or titles that end in a question mark with text below. */
export const questionAnswer: Reading = {
  id: 'question-answer',
  title: 'Questions and answers',
  prose: true,
  detect: (text) => detect(sampleOf(text)),
  read: (text, options) => pairsOf(text, find(text)?.markers ?? [], options),
};

function detect(text: string): Detection {
  const found = find(text);
  const { examples } = pairsOf(text, found?.markers ?? [], {});
  if (found === undefined || examples.length === 0) return { confidence: 0, reason: 'no questions with answers were found' };
  const reason = `${counted(examples.length, 'question')} with answers (${found.form})`;
  const share = held(examples) / Math.max(1, text.trim().length);
  // Where much of the text is no answer, the questions are only some of its titles; and one question may be any title.
  // "Q:" and "A:" say it themselves.
  const said = found.certainty > 0.9;
  const fit = Math.min(1, Math.max(said ? 0.85 : 0, (share - 0.25) / 0.4));
  const enough = examples.length > 1 ? 1 : said ? 0.7 : share > 0.75 ? 0.5 : 0.2;
  return { confidence: found.certainty * fit * enough, reason };
}

function held(examples: readonly ReadExample[]): number {
  let length = 0;
  for (const { messages } of examples) for (const { span } of messages) length += span === undefined ? 0 : span.end - span.start;
  return length;
}

function find(text: string): Found | undefined {
  const lines = splitLines(text);
  const inside = insideOf(fenceSpans(text, lines));
  const fenced = lines.map(({ start }) => inside(start));
  const open = (line: number) => fenced[line] === false;
  const labelled = findLabelled(text, lines, open);
  const found = labelled !== undefined && labelled.certainty > 0.9 ? labelled : (findTitled(text, lines, open) ?? labelled);
  return found === undefined ? undefined : cutTitles(text, lines, open, found);
}
