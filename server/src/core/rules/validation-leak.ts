import type { Fix } from '../finding';
import { wholeLine } from '../json/path';
import type { OtherFile } from '../project/exampleLines';
import type { FileRole } from '../project/partOf';
import { exampleKey } from './exampleKey';
import type { FileLine, FileReport, Rule } from './rule';

const chatLine = (question: string, more = '') =>
  `{"messages":[{"role":"user","content":"${question}"},{"role":"assistant","content":"It is."}]${more}}`;

/** A line that stands in both files of a pair. */
export const validationLeak: Rule = {
  id: 'validation-leak',
  about: 'file',
  severity: 'warning',
  summary: 'A line of the training file also stands in the validation file, or the other way round.',
  why: 'Validation tells whether the model has learnt more than its examples. One that it was trained on it knows by heart, so the loss looks better than it is. Files are compared whose names differ in `train` and `validation` (or `val`, `dev`, `eval`, `test` …) and those that `exemplar.json` or the settings name; extra keys beside input and answer make no difference.',
  bad: [
    {
      lines: ['Is it blue?', 'Is it red?'].map((each) => chatLine(each)),
      other: { role: 'validation', name: 'colours-validation.jsonl', lines: [chatLine('Is it green?'), chatLine('Is it red?', ',"id":7')] },
      fixed: [chatLine('Is it blue?')],
    },
    {
      lines: [chatLine('Is it red?')],
      other: { role: 'training', name: 'colours-train.jsonl', lines: [chatLine('Is it red?')] },
    },
  ],
  good: [
    {
      lines: [chatLine('Is it blue?')],
      other: { role: 'validation', name: 'colours-validation.jsonl', lines: [chatLine('Is it red?')] },
    },
  ],
  start({ part }, keeping, examples) {
    const others = part?.others ?? [];
    const leaked = keeping.set();
    const judge = (line: FileLine, key: number): boolean => {
      const isLeaked = others.some((other) => other.has(key));
      if (isLeaked === leaked.has(line)) return false;
      if (isLeaked) leaked.add(line);
      else leaked.delete(line);
      return true;
    };
    const judgeAll = (key?: number): boolean => {
      let changed = false;
      for (const [each, lines] of examples?.lines(key) ?? []) for (const line of lines) changed = judge(line, each) || changed;
      return changed;
    };
    if (examples) {
      for (const other of others) {
        other.onChange = (change) => {
          const isStale = change === 'moved' ? leaked.size > 0 : judgeAll(change === 'all' ? undefined : change);
          if (isStale) examples.onTouched();
        };
      }
    }
    return {
      add(line) {
        const key = part && keyOf(line);
        if (!part || key === undefined) return;
        examples?.add(line, key);
        judge(line, key);
      },
      remove(line) {
        const key = part && keyOf(line);
        if (!part || key === undefined) return;
        examples?.remove(line, key);
        leaked.delete(line);
      },
      reports: () => (part ? [...leaked].flatMap((line) => others.flatMap((other) => reportsOf(line, part.role, other))) : []),
    };
  },
};

function keyOf({ facts }: FileLine): number | undefined {
  return facts.shape && exampleKey(facts);
}

function reportsOf(line: FileLine, role: FileRole, other: OtherFile): FileReport[] {
  const key = keyOf(line);
  const at = key === undefined ? undefined : other.lineOf(key);
  if (at === undefined) return [];
  const report = {
    line,
    place: wholeLine,
    message: messageFor(role, other.name, at),
    related: { file: other.location, at, message: `The same example in the ${other.role} file` },
  };
  // Only on one side: deleted on both, the example would be lost.
  return role === 'validation' ? [report] : [{ ...report, fixes: [deletion] }];
}

const deletion: Fix = { kind: 'suggestion', title: 'Delete this line', edits: [{ op: 'delete-line' }] };

function messageFor(role: FileRole, name: string, at: number): string {
  return role === 'training'
    ? `This example also stands in the validation file \`${name}\`, line ${at + 1}, so validation would measure what was learnt by heart. Remove it here.`
    : `This example also stands in the training file \`${name}\`, line ${at + 1}, so it measures what was learnt by heart. Remove it there, or here.`;
}
