import { checkLine } from '../check/checkLine';
import type { CheckPlan } from '../check/checkPlan';
import type { Finding } from '../finding';
import { leadsInto, type Path, type Place } from '../json/path';
import type { Span } from '../json/positions';
import type { PartPlace } from './cursor';
import type { ReadExample } from './read';
import { freshLine } from './rewrite';
import { decodeLine } from './text';

/** What is wrong with an example, and where the transcript shows that. */
export interface ShownFinding {
  readonly finding: Finding;
  /** From 0; the span counts UTF-16 units of this line. */
  readonly line: number;
  readonly span: Span;
}

/**
 * Checks an example of a transcript, which is given by its lines, as the training line that it would be written as. What is about a whole file,
 * such as repeats, is left to the file.
 */
export function findingsOf(example: ReadExample, lines: readonly string[], plan: CheckPlan): readonly ShownFinding[] {
  return checkLine({ text: freshLine(example) }, plan).findings.map((finding) => ({
    finding,
    ...placed(finding.place, example.places, lines),
  }));
}

/** Where a transcript shows what a finding blames: the part itself, else the one that holds it. */
function placed(place: Place, places: readonly PartPlace[], lines: readonly string[]): Omit<ShownFinding, 'finding'> {
  const path = 'path' in place ? place.path : [];
  const part = nearest(path, places);
  const line = part?.line ?? 0;
  const text = lines[line] ?? '';
  if (place.at === 'text' && part?.isText && part.path.length === path.length) return withinText(place, line, lines);
  const start = part?.isText ? 0 : (/^(?:={3,}|~~~)\s*(?=\S)/.exec(text)?.[0].length ?? 0);
  return { line, span: { start, end: text.trimEnd().length } };
}

/** The part with the longest path on the way to a place; of several the last, because a text stands below its heading. */
function nearest(path: Path, places: readonly PartPlace[]): PartPlace | undefined {
  let best: PartPlace | undefined;
  for (const each of places) {
    if (leadsInto(path, each.path) && each.path.length >= (best?.path.length ?? 0)) best = each;
  }
  return best;
}

/** Where a part of a text stands whose first line is given. Of a line that is spelled with escapes all behind the first one is meant. */
function withinText({ start, end }: Span, first: number, lines: readonly string[]): Omit<ShownFinding, 'finding'> {
  let [line, from] = [first, start];
  let read = readLine(lines, line);
  while (from > read.text.length && line < lines.length - 1) {
    from -= read.text.length + 1;
    line += 1;
    read = readLine(lines, line);
  }
  const to = from + end - start;
  return { line, span: { start: Math.min(from, read.same), end: to <= read.same ? to : read.shown.length } };
}

/** A line as it is shown and as the text that it stands for, and how many units from its start both are the same. */
function readLine(lines: readonly string[], line: number): { readonly shown: string; readonly text: string; readonly same: number } {
  const shown = lines[line] ?? '';
  const text = decodeLine(shown) ?? shown;
  let same = 0;
  while (same < text.length && text[same] === shown[same]) same += 1;
  return { shown, text, same };
}
