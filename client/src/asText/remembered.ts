import type * as vscode from 'vscode';
import type { Path } from '../../../server/src/shared/transcriptProtocol';
import { allLines, type EditedText, textsOf } from './editedText';

/** What is kept of a text so that its editor can be restored after the window was loaded anew. */
interface Remembered {
  readonly uri: string;
  readonly source: string;
  readonly kind: EditedText['kind'];
  readonly path?: Path;
  readonly lines: readonly number[];
  /** Tell whether a line is still the one that it was. */
  readonly marks: readonly number[];
  readonly changed: number;
}

const key = 'exemplar.editedTexts';

// Texts that were opened long ago are opened anew rather than restored.
const mostKept = 50;

/** Keeps which lines a text stands for. */
export async function remember(memory: vscode.Memento, { uri, source, kind, path, lines, base, changed }: EditedText): Promise<void> {
  const kept: Remembered = {
    uri: uri.toString(),
    source: source.toString(),
    kind,
    ...(path && { path }),
    // Those of a whole file follow from the file.
    lines: kind === 'file' ? [] : lines,
    marks: kind === 'file' ? [] : base.map(markOf),
    changed,
  };
  const others = memory.get<readonly Remembered[]>(key, []).filter((each) => each.uri !== kept.uri);
  await memory.update(key, [...others, kept].slice(-mostKept));
}

/** The training file of a text that was kept; undefined when nothing is known of it. */
export function sourceOf(memory: vscode.Memento, uri: vscode.Uri): string | undefined {
  return find(memory, uri)?.source;
}

function find(memory: vscode.Memento, uri: vscode.Uri): Remembered | undefined {
  return memory.get<readonly Remembered[]>(key, []).find((each) => each.uri === uri.toString());
}

/**
 * The text that was kept for an address, its lines found again by what they said; undefined when nothing is known of it. A line
 * that is no longer there as it was is left out, so that another one is never overwritten in its place.
 */
export function restore(
  memory: vscode.Memento,
  uri: vscode.Uri,
  source: vscode.Uri,
  document: vscode.TextDocument,
): EditedText | undefined {
  const kept = find(memory, uri);
  if (!kept) return undefined;
  const lines = kept.kind === 'file' ? allLines(document) : findLines(document, kept.lines, kept.marks);
  const texts = textsOf(document, lines);
  const changed = kept.kind !== 'file' && texts.length === kept.marks.length ? kept.changed : Date.now();
  return {
    uri,
    source,
    kind: kept.kind,
    path: kept.path,
    lines,
    texts,
    base: texts,
    content: undefined,
    changed,
    emptied: undefined,
    writing: false,
  };
}

/** Looks for lines again after the document was not followed for a while; those that are no longer there are left out. */
export function findAgain(document: vscode.TextDocument, { kind, lines, texts }: EditedText): readonly number[] {
  return kind === 'file' ? allLines(document) : findLines(document, lines, texts.map(markOf));
}

function findLines(document: vscode.TextDocument, lines: readonly number[], marks: readonly number[]): readonly number[] {
  const markAt = (line: number | undefined): number | undefined =>
    line !== undefined && line < document.lineCount ? markOf(document.lineAt(line).text) : undefined;
  if (marks.every((mark, index) => markAt(lines[index]) === mark)) return lines;
  const places = new Map<number, number[]>();
  for (const line of allLines(document)) {
    const mark = markOf(document.lineAt(line).text);
    places.set(mark, [...(places.get(mark) ?? []), line]);
  }
  // Of lines that say the same, each is taken once, the first ones first.
  return marks.flatMap((mark) => places.get(mark)?.shift() ?? []).sort((a, b) => a - b);
}

/** A number that two different lines hardly share. */
function markOf(text: string): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return ((high >>> 0) & 0x1fffff) * 2 ** 32 + (low >>> 0);
}
