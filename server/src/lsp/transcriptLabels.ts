import { isObject, parseLine } from '../core/json/parse';
import { isSamePath } from '../core/json/path';
import { counted } from '../core/numbers';
import { splitRows } from '../core/rows/row';
import { shapeOf } from '../core/shapes/detect';
import { allMessages } from '../core/shapes/example';
import { freshLine } from '../core/transcript/rewrite';
import { messageFacts } from '../features/messageLabel';
import type { TranscriptLabel, TranscriptLinesParams } from '../shared/transcriptProtocol';
import type { Session } from './session';
import { countedAtLeisure } from './session';
import { examplesIn, readingOf } from './transcriptReading';

// Clients ask for what is in sight.
const mostExamples = 100;

/** What is to be said at the headings and keys in some lines of a transcript: the tokens of each message, and that nothing is learnt of it. */
export async function labelTranscript(session: Session, params: TranscriptLinesParams): Promise<readonly TranscriptLabel[]> {
  const read = await readingOf(session, params);
  if (!read?.settings.inlayHints) return [];
  const { fileShape, check, model, lines } = read;
  const labels = examplesIn(read, params)
    .slice(0, mostExamples)
    .map(async ({ example: shown }): Promise<readonly TranscriptLabel[]> => {
      const [row] = splitRows(freshLine(shown));
      const parsed = row && parseLine(row.text);
      if (!row || !parsed?.ok || !isObject(parsed.value)) return [];
      const shape = shapeOf(parsed.value, fileShape);
      if (!shape) return [];
      const tokens = model && row.text.length <= countedAtLeisure ? await session.tokens.count(row, model) : undefined;
      const example = shape.read(parsed.value);
      const factsOf = messageFacts({ target: check.target, shape, example, tokens }, (count) => counted(count, 'token'));
      return allMessages(example).flatMap((message) => {
        const place = shown.places.find(({ path }) => isSamePath(path, message.path));
        const label = factsOf(message).join(' · ');
        return place && label !== '' ? [{ line: place.line, character: (lines[place.line] ?? '').trimEnd().length, label }] : [];
      });
    });
  return (await Promise.all(labels)).flat();
}
