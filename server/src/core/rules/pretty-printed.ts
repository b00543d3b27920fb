import type { Edit, Fix } from '../finding';
import { isObject, parseLine } from '../json/parse';
import { wholeLine } from '../json/path';
import { onOneLine, splitValues } from '../json/records';
import { diagnose, repaired } from '../json/repair';
import { shapeOf } from '../shapes/detect';
import type { CheckContext, FileLine, FileReport, FileView, LineFacts, LineSet, Rule } from './rule';
import { type Budget, isCurrent, mayOpen, type Run, readRun, startsWith } from './spreadRecords';

/** Records that are spread over lines, or stand in one JSON array. */
export const prettyPrinted: Rule = {
  id: 'pretty-printed',
  about: 'file',
  severity: 'error',
  summary: 'A record is spread over several lines, or the records stand in a JSON array.',
  why: 'Trainers read one record a line. A record that is indented over several lines, or a list in brackets, is no JSON Lines: its first line alone is no record and the file is refused.',
  bad: [
    {
      lines: [
        '{',
        '  "messages": [',
        '    {"role": "user", "content": "hi"},',
        '    {"role": "assistant", "content": "hello"}',
        '  ]',
        '}',
        '{"messages": [{"role": "user", "content": "bye"}, {"role": "assistant", "content": "see you"}]}',
      ],
      fixed: [
        '{"messages": [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "hello"}]}',
        '{"messages": [{"role": "user", "content": "bye"}, {"role": "assistant", "content": "see you"}]}',
      ],
    },
    {
      lines: [
        '[',
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]},',
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
        ']',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
      ],
    },
    {
      lines: [
        '[{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]},{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}]',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"bye"},{"role":"assistant","content":"see you"}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages": [{"role": "user", "content": "[\\n{"}, {"role": "assistant", "content": "hello"}]}',
        '{"messages": [{"role": "user", "content": "bye"}, {"role": "assistant", "content": "see you"}]}',
      ],
    },
  ],
  start(context, keeping) {
    const openers = keeping.set();
    const known = new WeakMap<FileLine, Spread>();
    return {
      add(line) {
        if (mayOpen(line.facts)) openers.add(line);
      },
      remove(line) {
        openers.delete(line);
      },
      reports: (view) => (openers.size === 0 ? [] : reportsOf(openers, view, context, known)),
    };
  },
};

/** A run and what is to be said of it: nothing, when it is no spread record. */
interface Spread {
  readonly run: Run;
  readonly report: Omit<FileReport, 'line'> | undefined;
}

// Reading in vain is possible from many lines of a damaged file, and must not make every keystroke slow.
const linesInVain = 100_000;

function reportsOf(openers: LineSet, view: FileView, context: CheckContext, known: WeakMap<FileLine, Spread>): readonly FileReport[] {
  const reports: FileReport[] = [];
  const budget: Budget = { lines: linesInVain };
  // Of a stream a line is made anew when it is asked for, so numbers are sorted and not lines.
  const sorted = Array.from(openers, (line) => view.indexOf(line)).sort((a, b) => a - b);
  let free = 0;
  for (const index of sorted) {
    const line = index < free || budget.lines <= 0 ? undefined : view.at(index);
    if (!line) continue;
    let spread = known.get(line);
    if (!spread || !isCurrent(spread.run, view, index)) {
      const run = readRun(view, index, budget);
      if (!run) continue;
      spread = { run, report: run.count > 0 ? reportOf(run, index, view, context) : undefined };
      known.set(line, spread);
    }
    if (!spread.report) continue;
    reports.push({ ...spread.report, line });
    free = index + spread.run.count;
  }
  return reports;
}

function reportOf(run: Run, index: number, view: FileView, context: CheckContext): Omit<FileReport, 'line'> | undefined {
  const first = view.at(index);
  if (!first) return undefined;
  const isList = startsWith(view, first, '[');
  const texts = run.seen.map((_, offset) => textAt(view, index + offset));
  const outcome = (isList ? itemPerLine(run, texts, context) : undefined) ?? joined(texts, run, context);
  if (!outcome) return undefined;
  const over = run.count === 1 ? 'on one line' : `over ${run.count} lines`;
  const says = isList
    ? `The records stand in a JSON array ${over}. Trainers read one record a line, so they refuse the file here: write each record on a line of its own, without brackets around all and commas between.`
    : `This record is spread ${over}. Trainers read one record a line, find none in the first of these lines and refuse the file: put the record on one line.`;
  const fix: Fix | undefined = outcome.lines && {
    kind: outcome.kind,
    title: isList ? 'Put each record on a line of its own' : 'Put the record on one line',
    edits: [replaceLines(run.count, outcome.lines)],
  };
  const message = outcome.note ? `${says} ${outcome.note}` : says;
  return { place: wholeLine, covers: run.count, records: spreadIn(run, outcome), message, fixes: fix && [fix] };
}

/** Counts the records once, without those that are examples by themselves, as the last item of a list may be. */
function spreadIn({ seen }: Run, { records }: Outcome): () => number {
  let count: number | undefined;
  return () => {
    count ??= Math.max(0, records() - seen.filter(({ shape }) => shape).length);
    return count;
  };
}

interface Outcome {
  readonly kind: Fix['kind'];
  /** How many records the lines hold. */
  readonly records: () => number;
  /** Makes the lines that are to stand there; absent when it is not known how. */
  readonly lines?: (() => readonly string[]) | undefined;
  readonly note?: string;
}

/** A list that has each record on a line already needs no parsing as a whole. */
function itemPerLine(run: Run, texts: readonly (string | undefined)[], context: CheckContext): Outcome | undefined {
  if (run.count === 1) return undefined;
  const itemAt = (offset: number): string | undefined => {
    const text = texts[offset]?.trim() ?? '';
    return text
      .slice(offset === 0 ? 1 : 0, offset === run.count - 1 && text.endsWith(']') ? -1 : undefined)
      .replace(/,\s*$/, '')
      .trim();
  };
  const isItem = run.seen.every((facts, offset) => {
    if (facts.shape) return true;
    const item = itemAt(offset);
    if (item === '') return true;
    if (offset > 0 && offset < run.count - 1) {
      const is = items.get(facts) ?? isRecord(item);
      items.set(facts, is);
      return is;
    }
    return isRecord(item);
  });
  if (!isItem) return undefined;
  const holdsExamples = run.seen.slice(0, itemsAsked).some(({ shape }, offset) => shape || isExample(itemAt(offset) ?? '', context));
  if (!holdsExamples) return undefined;
  const records = (): number => texts.filter((text, offset) => text === undefined || itemAt(offset) !== '').length;
  // A stream has forgotten the texts of lines that are in order.
  if (texts.includes(undefined)) return { kind: 'fix', records };
  return { kind: 'fix', records, lines: () => texts.map((_, offset) => itemAt(offset) ?? '').filter((item) => item !== '') };
}

// Whether a line is an item of a list, kept because lists may be long and a keystroke changes one line of them.
const items = new WeakMap<LineFacts, boolean>();

function isRecord(text: string | undefined): boolean {
  const parsed = text ? parseLine(text) : undefined;
  return parsed?.ok === true && isObject(parsed.value);
}

// What is longer is taken for right as long as its brackets match, because parsing it would be felt at each keystroke.
const longestParsed = 1_000_000;

// Stands for an example whose text a stream has forgotten.
const forgottenExample = '{"…":0}';

function joined(texts: readonly (string | undefined)[], run: Run, context: CheckContext): Outcome | undefined {
  const isForgotten = texts.includes(undefined);
  const text = texts.map((each) => each ?? forgottenExample).join('\n');
  const records = (): number => recordsIn(text, context)?.length ?? 1;
  if (text.length > longestParsed && !run.cutsString) {
    return { kind: 'fix', records, lines: isForgotten ? undefined : () => recordsIn(text, context) ?? text.split('\n') };
  }
  if (parseLine(text).ok) return outcomeOf('fix', text, run, context);
  const { faults, repair } = diagnose(text);
  // Two records with a quote too many in each would be joined to one by guessing.
  if (run.cutsString && repair?.kind !== 'fix' && texts.every(isWholeRecord)) return undefined;
  const mended = repair && repaired(text, repair);
  if (mended !== undefined) return outcomeOf(repair?.kind ?? 'suggestion', mended, run, context);
  // Lines that only seem to belong together are better told of one by one.
  if (run.cutsString || run.count === 1) return undefined;
  const line = text.slice(0, faults[0]?.start ?? 0).split('\n').length;
  return { kind: 'fix', records, note: `Joined they are not JSON yet: look at line ${line} of them.` };
}

/** Whether a line begins and ends as a record does. */
function isWholeRecord(text: string | undefined): boolean {
  const trimmed = text?.trim() ?? '';
  return trimmed.startsWith('{') && /\},?$/.test(trimmed);
}

function outcomeOf(kind: Fix['kind'], text: string, run: Run, context: CheckContext): Outcome | undefined {
  const records = recordsIn(text, context);
  if (!records) return undefined;
  // A list on one line that holds no records is for the rule about lines that are no objects.
  if (run.count === 1 && records[0]?.startsWith('[')) return undefined;
  // Where line breaks stood within strings, only a whole example tells that the lines do belong together.
  if (run.cutsString && !records.every((record) => isExample(record, context))) return undefined;
  return { kind, records: () => records.length, lines: text.includes(forgottenExample) ? undefined : () => records };
}

// So many items of a list tell whether it holds examples or, say, the messages of one.
const itemsAsked = 20;

/** The records in a text, each on one line: the items of a list of examples, or the values that stand one after the other. */
function recordsIn(text: string, context: CheckContext): readonly string[] | undefined {
  return splitValues(text)?.flatMap((value) => {
    const list = value.startsWith('[') ? splitValues(value, true) : undefined;
    const holdsExamples = list?.every((item) => item.startsWith('{')) && list.slice(0, itemsAsked).some((item) => isExample(item, context));
    return (list && holdsExamples ? list : [value]).map(onOneLine);
  });
}

function isExample(text: string, { fileShape }: CheckContext): boolean {
  if (text === forgottenExample) return true;
  const parsed = parseLine(text);
  return parsed.ok && isObject(parsed.value) && shapeOf(parsed.value, fileShape) !== undefined;
}

function textAt(view: FileView, index: number): string | undefined {
  const line = view.at(index);
  return line && view.textOf(line);
}

/** The edit makes its lines when it is applied, because joining a long list takes a while. */
function replaceLines(count: number, make: () => readonly string[]): Edit {
  let made: readonly string[] | undefined;
  return {
    op: 'replace-lines',
    count,
    get lines() {
      made ??= make();
      return made;
    },
  };
}
