import { distance } from 'fastest-levenshtein';
import { atValue } from '../json/path';
import { counted } from '../numbers';
import { largestGroup, lineGroups } from './lineGroups';
import type { FileLine, FileReport, Rule } from './rule';

const mostGroups = 500;
/** A prompt dominates with so many lines, and this share of all that have one. */
const fewest = 5;
const dominantShare = 0.75;
/** Beyond this share of the lines another prompt is meant. */
const strayShare = 0.1;
/** Beyond this share of its letters a prompt is another one. */
const mostDifferent = 0.25;

const chatLine = (system: string, question: string) =>
  `{"messages":[{"role":"system","content":"${system}"},{"role":"user","content":"${question}"},{"role":"assistant","content":"Yes."}]}`;
const kind = 'You are a kind assistant.';
const questions = ['One?', 'Two?', 'Three?', 'Four?', 'Five?', 'Six?', 'Seven?', 'Eight?', 'Nine?'];

/** A system prompt that is nearly the one that all other lines have. */
export const straySystemPrompt: Rule = {
  id: 'stray-system-prompt',
  about: 'file',
  severity: 'info',
  summary: 'A line’s system prompt differs a little from the one that nearly all lines have.',
  why: 'The model learns its task under the exact words of the system prompt. A variant that slipped in, with a typo or from an older draft, teaches the task under words that will never be used.',
  bad: [
    {
      lines: [...questions.map((question) => chatLine(kind, question)), chatLine('You are a kind asistant', 'Ten?')],
      fixed: [...questions.map((question) => chatLine(kind, question)), chatLine(kind, 'Ten?')],
    },
  ],
  good: [{ lines: [...questions.map((question) => chatLine(kind, question)), chatLine('Answer in French with one word.', 'Ten?')] }],
  start(_, keeping) {
    const { groups, add, remove } = lineGroups<string>(mostGroups, keeping);
    const isNear = remembered(isNearly);
    return {
      add: (line) => {
        const { system } = line.facts.content ?? {};
        if (system) add(system.text, line);
      },
      remove: (line) => {
        const { system } = line.facts.content ?? {};
        if (system) remove(system.text, line);
      },
      reports: () => {
        if (groups.size < 2) return [];
        const usual = largestGroup(groups);
        if (!usual || usual.size < fewest || usual.size < usual.all * dominantShare) return [];
        const reports: FileReport[] = [];
        for (const [text, lines] of groups) {
          if (lines.size > Math.max(1, usual.all * strayShare) || text === usual.key || !isNear(usual.key, text)) continue;
          for (const line of lines) reports.push(reportOf(line, usual.key, usual.size));
        }
        return reports;
      },
    };
  },
};

function reportOf(line: FileLine, usual: string, count: number): FileReport {
  // A stream has forgotten where the prompt stands, and shows the line instead.
  const path = line.facts.content?.system?.path;
  return {
    line,
    place: path ? atValue(...path) : { at: 'line' },
    message: `This system prompt differs a little from the one that ${counted(count, 'line')} of this file have. The model learns its task under exact words: use the same ones.`,
    fixes: path ? [{ kind: 'suggestion', title: 'Use the usual system prompt', edits: [{ op: 'set', path, value: usual }] }] : [],
  };
}

function isNearly(usual: string, text: string): boolean {
  const longer = Math.max(usual.length, text.length);
  const most = longer * mostDifferent;
  return Math.abs(usual.length - text.length) <= most && distance(usual, text) <= most;
}

/** The same answers, each worked out once for as long as the first text stays: comparing long texts costs milliseconds. */
function remembered(compare: (usual: string, text: string) => boolean): (usual: string, text: string) => boolean {
  let known = '';
  let answers = new Map<string, boolean>();
  return (usual, text) => {
    if (usual !== known || answers.size > mostGroups) [known, answers] = [usual, new Map()];
    let answer = answers.get(text);
    if (answer === undefined) {
      answer = compare(usual, text);
      answers.set(text, answer);
    }
    return answer;
  };
}
