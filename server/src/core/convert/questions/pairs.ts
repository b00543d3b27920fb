import { contentOf, extentOf } from '../content';
import { isRule } from '../horizontalRule';
import { isBlankSpan, trimSpan } from '../lines';
import type { ConvertOptions, Note, ReadExample, ReadMessage, ReadResult, Span } from '../reading';
import { systemMessage } from '../trainable';
import type { Marker } from './marker';

interface Asked {
  readonly parts: Span[];
  readonly answers: Span[];
}

/** Makes one example of each question with its answer; questions without answer and text of neither are said in notes. */
export function pairsOf(text: string, markers: readonly Marker[], options: ConvertOptions): ReadResult {
  const examples: ReadExample[] = [];
  const notes: Note[] = [];
  const markup: Span[] = [];
  let asked: Asked | undefined;

  const skip = (span: Span, message: string) => {
    const seen = trimSpan(text, span);
    if (isBlankSpan(text, seen)) return;
    if (
      text
        .slice(seen.start, seen.end)
        .split(/[\n\r]+/)
        .every((line) => isRule(line) || line.trim() === '')
    )
      markup.push(seen);
    else notes.push({ message, span: seen });
  };
  const finish = () => {
    if (asked === undefined) return;
    const question = messageOf(text, 'user', asked.parts);
    const answer = messageOf(text, 'assistant', asked.answers);
    const answerSpan = extentOf(text, asked.answers);
    if (question !== undefined && answer !== undefined) examples.push({ messages: [...systemMessage(options), question, answer] });
    else if (question?.span !== undefined)
      notes.push({ message: 'This question has no answer and is left out.', span: question.span, costsExample: true });
    else if (answerSpan !== undefined)
      notes.push({ message: 'This answer has no question and is left out.', span: answerSpan, costsExample: true });
    asked = undefined;
  };

  skip(
    { start: 0, end: markers[0]?.start ?? text.length },
    markers.length === 0 ? 'No questions were found, so nothing was read.' : 'This text stands before the first question and is left out.',
  );
  for (const [index, marker] of markers.entries()) {
    const end = markers[index + 1]?.start ?? text.length;
    const part = { start: marker.from, end: marker.to ?? end };
    if (!isBlankSpan(text, { start: marker.start, end: marker.from })) markup.push({ start: marker.start, end: marker.from });
    if (marker.tail !== undefined && !isBlankSpan(text, marker.tail)) markup.push(marker.tail);
    // Marks that close within the part, as in "**Q: Is it?**", are no words.
    const parts =
      marker.tail === undefined || marker.tail.start >= part.end
        ? [part]
        : [
            { start: part.start, end: marker.tail.start },
            { start: marker.tail.end, end: part.end },
          ];
    if (marker.part === 'neither') {
      finish();
      skip(part, 'This text belongs to no question and is left out.');
    } else if (marker.part === 'question') {
      finish();
      asked = { parts, answers: [] };
    } else {
      if (asked !== undefined && asked.answers.length > 0)
        notes.push({
          message: 'This is a further answer to the same question; it is joined to the first.',
          span: { start: marker.start, end: marker.from },
        });
      asked ??= { parts: [], answers: [] };
      asked.answers.push(...parts);
    }
  }
  finish();
  return { examples, notes: notes.sort((a, b) => a.span.start - b.span.start), markup };
}

function messageOf(text: string, role: 'user' | 'assistant', parts: readonly Span[]): ReadMessage | undefined {
  const span = extentOf(text, parts);
  return span === undefined ? undefined : { role, content: contentOf(text, parts), span };
}
