import { isBlankSpan } from '../lines';
import type { Span } from '../reading';
import { countAll, type TokenLimit } from './limit';
import { halvesOf, paragraphsOf, sentencesOf, type Unit } from './units';

/** A part of a text that keeps to a limit, except where one block of code alone is longer. */
export interface Chunk extends Span {
  readonly tokens: number;
}

/**
 * Cuts a text into parts of at most `maxTokens`: where paragraphs end, else where sentences do, else between words, never
 * inside a code fence. With an overlap the end of each part stands at the beginning of the next one too.
 */
export async function chunksOf(text: string, limit: TokenLimit): Promise<readonly Chunk[]> {
  const units = await fitting(text, paragraphsOf(text), limit);
  const chunks: Chunk[] = [];
  let first = 0;
  let tokens = 0;
  for (let index = 0; index < units.length; index++) {
    const unit = units[index];
    if (unit === undefined) continue;
    if (index > first && tokens + unit.tokens > limit.maxTokens) {
      const behind = beforeHeadings(text, units, first, index, limit.maxTokens - unit.tokens);
      chunks.push(chunkOf(units, first, behind, tokens - tokensOf(units, behind, index)));
      first = behind < index ? behind : repeated(units, first, index, limit, unit.tokens);
      tokens = tokensOf(units, first, index);
    }
    tokens += unit.tokens;
  }
  if (units.length > first) chunks.push(chunkOf(units, first, units.length, tokens));
  return chunks.filter((chunk) => !isBlankSpan(text, chunk));
}

interface Counted extends Unit {
  readonly tokens: number;
}

async function fitting(text: string, units: readonly Unit[], limit: TokenLimit): Promise<Counted[]> {
  const counts = await countAll(
    limit,
    units.map(({ start, end }) => text.slice(start, end)),
  );
  const fit: Counted[] = [];
  for (const [index, unit] of units.entries()) {
    const tokens = counts[index] ?? 0;
    if (tokens <= limit.maxTokens || unit.code) {
      fit.push({ ...unit, tokens });
      continue;
    }
    const sentences = sentencesOf(text, unit);
    for (const part of await fitting(text, sentences.length > 1 ? sentences : halvesOf(text, unit), limit)) fit.push(part);
  }
  return fit;
}

function chunkOf(units: readonly Counted[], first: number, behind: number, tokens: number): Chunk {
  return { start: units[first]?.start ?? 0, end: units[behind - 1]?.end ?? 0, tokens };
}

function tokensOf(units: readonly Counted[], from: number, to: number): number {
  let tokens = 0;
  for (let index = from; index < to; index++) tokens += units[index]?.tokens ?? 0;
  return tokens;
}

// A heading belongs to what stands below it, where both have room together.
function beforeHeadings(text: string, units: readonly Counted[], first: number, index: number, room: number): number {
  let behind = index;
  while (behind - 1 > first && isHeading(text, units[behind - 1]) && tokensOf(units, behind - 1, index) <= room) behind--;
  return behind;
}

function isHeading(text: string, unit: Counted | undefined): boolean {
  return unit !== undefined && unit.end - unit.start < 300 && /^ {0,3}#{1,6}[ \t][^\n\r]*$/.test(text.slice(unit.start, unit.end));
}

// Where the next part begins: as far back as the overlap goes, but never so that the next unit has no room.
function repeated(units: readonly Counted[], first: number, index: number, limit: TokenLimit, next: number): number {
  let start = index;
  let tokens = 0;
  while (start - 1 > first) {
    const more = tokens + (units[start - 1]?.tokens ?? 0);
    if (more > (limit.overlap ?? 0) || more + next > limit.maxTokens) break;
    tokens = more;
    start--;
  }
  return start;
}
