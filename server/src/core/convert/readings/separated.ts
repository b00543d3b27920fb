import { counted } from '../../numbers';
import { extentOf, verbatim } from '../content';
import type { ConvertOptions, Detection, ReadExample, Reading, ReadResult, Span } from '../reading';
import { sampleOf } from '../sample';
import { findSeparated } from '../separated/pairs';
import { systemMessage } from '../trainable';

/** Prompts and completions with fixed sequences between and behind them, the way base models are trained. */
export const separated: Reading = {
  id: 'separated',
  title: 'Prompts and completions',
  detect: (text) => detect(sampleOf(text)),
  read,
};

function detect(text: string): Detection {
  const found = findSeparated(text, {});
  if (found === undefined || found.pairs.length === 0) return { confidence: 0, reason: 'no separator was found' };
  const { pairs, separator, stop } = found;
  // Records hold such prompts as well, and are better read as records.
  const certainty = /^[\s\uFEFF]*(?:\[\s*)?\{\s*"/.test(text) ? 0.1 : found.certainty;
  const behind = stop === '' ? '' : `, ${JSON.stringify(stop)} behind`;
  const reason = `${counted(pairs.length, 'prompt')} with ${JSON.stringify(separator)} before the completion${behind}`;
  return { confidence: certainty, reason };
}

function read(text: string, options: ConvertOptions): ReadResult {
  const found = findSeparated(text, options);
  if (found === undefined) {
    const message =
      options.separator === undefined
        ? 'No separator between prompts and completions was found, so nothing was read.'
        : `The separator ${JSON.stringify(options.separator)} does not stand in the text, so nothing was read.`;
    return { examples: [], notes: [{ message, span: { start: 0, end: text.length } }], markup: [] };
  }
  const examples: ReadExample[] = [];
  const markup: Span[] = [];
  let at = 0;
  for (const { prompt, completion } of found.pairs) {
    const asked = extentOf(text, [prompt]);
    const answer = extentOf(text, [completion]);
    if (asked === undefined || answer === undefined) continue;
    if (asked.start > at) markup.push({ start: at, end: asked.start });
    markup.push({ start: asked.end, end: answer.start });
    at = answer.end;
    examples.push({
      messages: [
        ...systemMessage(options),
        { role: 'user', content: verbatim(text, asked), span: asked },
        { role: 'assistant', content: verbatim(text, answer), span: answer },
      ],
    });
  }
  markup.push({ start: at, end: text.length });
  return {
    examples,
    notes: found.notes.toSorted((a, b) => a.span.start - b.span.start),
    markup,
    choices: { marks: { separator: found.separator, stop: found.stop } },
  };
}
