import { diffArrays } from 'diff';
import { type SpanEdit, smallestChange } from '../json/edits';
import type { Fault } from './cursor';
import { layOut } from './layout';
import { type ReadExample, readTranscript } from './read';
import { respell, spellingOf } from './respell';
import { type Spelling, spell } from './spell';
import { writeExample } from './write';

/** A change to lines that a transcript was made of; `index` counts these lines as they were. */
export type LineChange =
  | { readonly kind: 'change'; readonly index: number; readonly edit: SpanEdit }
  | { readonly kind: 'delete'; readonly index: number }
  /** New lines that stand behind the line with this index; -1 puts them before all. */
  | { readonly kind: 'insert'; readonly index: number; readonly lines: readonly string[] };

/** What writing a transcript back comes to, or why it cannot be written back. */
export type Rewritten =
  | { readonly ok: true; readonly changes: readonly LineChange[]; readonly lines: readonly string[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };

const compact: Spelling = { space: '', ascii: false };

/** The training lines that a transcript stands for, without line breaks. */
export function linesOf(text: string): Rewritten {
  return rewriteLines([], text);
}

/**
 * The changes that make the lines say what the transcript says. Lines that say so already are left alone, to the byte; new ones
 * are spelled like the line `like`.
 */
export function rewriteLines(old: readonly string[], text: string, like = old[0]): Rewritten {
  const { examples, faults } = readTranscript(text);
  if (faults.length > 0) return { ok: false, faults };
  const before = old.map((line) => writeExample(layOut(line)).join('\n'));
  const after = examples.map(({ example }) => writeExample(example).join('\n'));
  const changes: LineChange[] = [];
  const lines: string[] = [];
  const style = like === undefined ? compact : spellingOf(like);
  let index = 0;
  let next = 0;
  let removed = 0;
  const pass = (): void => {
    for (; removed > 0; removed--) changes.push({ kind: 'delete', index: index++ });
  };
  for (const part of compare(before, after)) {
    if (part.removed) removed += part.count;
    else if (part.added) {
      const fresh: string[] = [];
      for (const end = next + part.count; next < end; next++) {
        const example = examples[next];
        if (!example) continue;
        const was = removed > 0 ? old[index] : undefined;
        const line = lineOf(example, was, style);
        lines.push(line);
        if (was === undefined) fresh.push(line);
        else {
          changes.push({ kind: 'change', index, edit: smallestChange(was, line) });
          removed -= 1;
          index += 1;
        }
      }
      if (fresh.length > 0) changes.push({ kind: 'insert', index: index - 1, lines: fresh });
    } else {
      pass();
      for (const line of old.slice(index, index + part.count)) lines.push(line);
      index += part.count;
      next += part.count;
    }
  }
  pass();
  return { ok: true, changes, lines };
}

/** The training line of an example, as if there had been none before. */
export function freshLine(example: ReadExample): string {
  return lineOf(example, undefined, compact);
}

interface Run {
  readonly count: number;
  readonly added: boolean;
  readonly removed: boolean;
}

// Beyond this many differences the lines are as good as all new, and looking for the fewest would take long.
const mostDifferences = 200;

function compare(before: readonly string[], after: readonly string[]): readonly Run[] {
  const found = before.length === 0 ? undefined : diffArrays([...before], [...after], { maxEditLength: mostDifferences });
  return (
    found ?? [
      { count: before.length, added: false, removed: true },
      { count: after.length, added: true, removed: false },
    ]
  );
}

function lineOf({ example, value }: ReadExample, was: string | undefined, style: Spelling): string {
  if (!value) return example.kind === 'verbatim' ? example.line : '';
  return was === undefined ? spell(value, style) : respell(was, value);
}
