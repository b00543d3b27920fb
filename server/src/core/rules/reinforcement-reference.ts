import { wholeLine } from '../json/path';
import { counted } from '../numbers';
import { oneOf } from './describe';
import { largestGroup, lineGroups } from './lineGroups';
import type { FileReport, Rule } from './rule';

// These belong to the conversation, and graders read none of them.
const ownKeys = new Set(['messages', 'tools', 'parallel_tool_calls']);
const mostGroups = 1000;

/** A task whose grader finds no reference, or not the one that the other tasks have. */
export const reinforcementReference: Rule = {
  id: 'reinforcement-reference',
  about: 'file',
  severity: 'warning',
  summary: 'A reinforcement task has no key for a grader to read, or other keys than most tasks of the file.',
  why: 'A grader looks up its reference by name, as in `{{item.answer}}`. Where the key is missing the grader fails or gives no points, and the model learns from a wrong score.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"1+1?"}],"answer":"2"}',
        '{"messages":[{"role":"user","content":"2+2?"}],"answer":"4"}',
        '{"messages":[{"role":"user","content":"3+3?"}],"anwser":"6"}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"1+1?"}],"answer":"2"}',
        '{"messages":[{"role":"user","content":"2+2?"}],"answer":"4"}',
        '{"messages":[{"role":"user","content":"3+3?"}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"1+1?"}],"answer":"2","level":1}',
        '{"level":1,"tools":[],"messages":[{"role":"user","content":"2+2?"}],"answer":"4"}',
      ],
    },
  ],
  start(_, keeping) {
    const { groups, add, remove } = lineGroups<string>(mostGroups, keeping);
    return {
      add: (line) => {
        const { shape, content } = line.facts;
        if (shape?.id === 'reinforcement' && content) add(graderKeys(content.types), line);
      },
      remove: (line) => {
        const { shape, content } = line.facts;
        if (shape?.id === 'reinforcement' && content) remove(graderKeys(content.types), line);
      },
      reports: () => {
        if (groups.size < 2 && !groups.has('')) return [];
        const usual = largestGroup(groups);
        if (!usual) return [];
        const reports: FileReport[] = [];
        for (const [keys, lines] of groups) {
          const message = keys === '' ? withoutKeys(usual.key) : keys === usual.key ? undefined : withOthers(keys, usual.key, usual.size);
          if (message) for (const line of lines) reports.push({ line, place: wholeLine, message });
        }
        return reports;
      },
    };
  },
};

/** The keys that graders may read, sorted, one a line. */
function graderKeys(types: string): string {
  return types
    .split('\n')
    .map((pair) => pair.slice(0, pair.lastIndexOf(':')))
    .filter((key) => !ownKeys.has(key))
    .sort()
    .join('\n');
}

function withoutKeys(usual: string): string {
  const advice = usual === '' ? 'add one, such as `answer`' : `add ${oneOf(usual.split('\n'))}`;
  return `This task has no key beside the conversation, so a grader has nothing to compare an answer with: ${advice}.`;
}

function withOthers(keys: string, usual: string, count: number): string {
  const own = keys.split('\n');
  const wanted = usual.split('\n');
  const missing = wanted.filter((key) => !own.includes(key));
  const extra = own.filter((key) => !wanted.includes(key));
  const what = [missing.length > 0 ? `lacks ${oneOf(missing)}` : '', extra.length > 0 ? `has ${oneOf(extra)}` : ''].filter(Boolean);
  return `This task ${what.join(' and ')}, unlike ${counted(count, 'other')} of this file, and a grader finds its reference by the key: give all the same keys.`;
}
