import { UnreadableText } from '../core/rows/readRows';
import { linesOf } from '../core/transcript/rewrite';
import { isTranscript } from '../core/transcript/words';

const mostTold = 5;

/** The training lines of a transcript; undefined when the text is none. Fails with UnreadableText where it cannot be read. */
export async function transcriptLines(path: string, text: string): Promise<readonly string[] | undefined> {
  if (!path.endsWith('.transcript') && !isTranscript(text)) return undefined;
  const read = linesOf(text);
  if (read.ok) return read.lines;
  const told = read.faults.slice(0, mostTold).map(({ line, message }) => `line ${line + 1}: ${message}`);
  const more = read.faults.length - told.length;
  throw new UnreadableText([...told, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
}
