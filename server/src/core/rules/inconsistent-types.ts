import type { Edit, Fix } from '../finding';
import { isArray, isObject, parseLine } from '../json/parse';
import { atKey, atValue, wholeLine } from '../json/path';
import { acceptedShape } from './accepted';
import { lineGroups } from './lineGroups';
import type { FileLine, FileReport, LineSet, Rule } from './rule';

const mostGroups = 1000;
const typeNames: ReadonlyMap<string, string> = new Map([
  ['text', 'a text'],
  ['list', 'a list'],
  ['object', 'an object'],
  ['number', 'a number'],
  ['boolean', '`true` or `false`'],
]);

/** A key whose value has another type than in most lines, or that only some lines have where the target wants it in all. */
export const inconsistentTypes: Rule = {
  id: 'inconsistent-types',
  about: 'file',
  severity: 'warning',
  summary:
    'The value of a key has another type than in most lines of the file, or a key that the target wants in all lines or in none stands in some.',
  why: 'Loaders that read the file as a table give each key one type and stop at the first line that has another; graders compare a number with a text and find them different.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"1+1?"}],"answer":"2"}',
        '{"messages":[{"role":"user","content":"2+2?"}],"answer":"4"}',
        '{"messages":[{"role":"user","content":"3+3?"}],"answer":6.0}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"1+1?"}],"answer":"2"}',
        '{"messages":[{"role":"user","content":"2+2?"}],"answer":"4"}',
        '{"messages":[{"role":"user","content":"3+3?"}],"answer":"6.0"}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"1+1?"},{"role":"assistant","content":"2"}],"weight":0.5}',
        '{"messages":[{"role":"user","content":"2+2?"},{"role":"assistant","content":"4"}],"weight":2}',
        '{"messages":[{"role":"user","content":"3+3?"},{"role":"assistant","content":"6"}]}',
      ],
      target: 'fireworks',
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"1+1?"}],"answer":"2","level":1}',
        '{"messages":[{"role":"user","content":"2+2?"}],"answer":null,"level":1.5}',
      ],
    },
  ],
  start({ target, fileShape }, keeping) {
    const { groups, add, remove } = lineGroups<string>(mostGroups, keeping);
    const shared = acceptedShape(target, fileShape)?.onAllLines?.keys ?? [];
    const conversions = conversionsOf();
    return {
      add: (line) => {
        const { content } = line.facts;
        if (content) add(content.types, line);
      },
      remove: (line) => {
        const { content } = line.facts;
        if (content) remove(content.types, line);
      },
      reports: (view) =>
        groups.size < 2
          ? []
          : [
              ...reportsOf(groups, (line, key, usual) => conversions(view.textOf(line), line, key, usual)),
              ...shared.flatMap((key) => reportsOfAbsent(groups, key, target.name)),
            ],
    };
  },
};

type Remedies = (line: FileLine, key: string, usual: string) => readonly Fix[];

function reportsOf(groups: ReadonlyMap<string, LineSet>, remedies: Remedies): FileReport[] {
  const counts = new Map<string, Map<string, number>>();
  for (const [types, lines] of groups) {
    for (const [key, type] of pairsOf(types)) {
      const ofKey = counts.get(key) ?? new Map<string, number>();
      counts.set(key, ofKey.set(type, (ofKey.get(type) ?? 0) + lines.size));
    }
  }
  const mixed = new Map<string, string>();
  for (const [key, ofKey] of counts) if (ofKey.size > 1) mixed.set(key, mostFrequent(ofKey));
  if (mixed.size === 0) return [];
  const reports: FileReport[] = [];
  for (const [types, lines] of groups) {
    for (const [key, type] of pairsOf(types)) {
      const usual = mixed.get(key);
      if (usual === undefined || usual === type) continue;
      const message = `\`${key}\` is ${typeNames.get(type) ?? type} here and ${typeNames.get(usual) ?? usual} in most lines. Loaders that read the file as a table stop at it: write it the same way everywhere.`;
      for (const line of lines) reports.push({ line, place: atValue(key), message, fixes: remedies(line, key, usual) });
    }
  }
  return reports;
}

/** The lines, fewer than the others, that have a key which the others lack, or lack one which they have. */
function reportsOfAbsent(groups: ReadonlyMap<string, LineSet>, key: string, name: string): FileReport[] {
  const having: LineSet[] = [];
  const lacking: LineSet[] = [];
  for (const [types, lines] of groups) (pairsOf(types).some(([each]) => each === key) ? having : lacking).push(lines);
  if (having.length === 0 || lacking.length === 0) return [];
  const isRare = sizeOf(having) < sizeOf(lacking);
  const message = `\`${key}\` ${isRare ? 'stands here and not in most lines' : 'is missing here and stands in most lines'}; ${name} takes it in all lines or in none: ${isRare ? 'give it to all of them, or remove it' : 'add it'}.`;
  return (isRare ? having : lacking).flatMap((lines) =>
    [...lines].map((line): FileReport => ({ line, place: isRare ? atKey(key) : wholeLine, message })),
  );
}

function sizeOf(sets: readonly LineSet[]): number {
  return sets.reduce((sum, { size }) => sum + size, 0);
}

/** The keys with the types of their values; those that are `null` fit any type. */
function pairsOf(types: string): [key: string, type: string][] {
  return types.split('\n').flatMap((pair): [string, string][] => {
    const at = pair.lastIndexOf(':');
    const type = pair.slice(at + 1);
    return at === -1 || type === 'null' ? [] : [[pair.slice(0, at), type]];
  });
}

function mostFrequent(counts: ReadonlyMap<string, number>): string {
  let best = '';
  let most = 0;
  for (const [type, count] of counts) if (count > most) [best, most] = [type, count];
  return best;
}

/** Works out how a line's value would look in another type, once for as long as the line stays. */
function conversionsOf(): (text: string | undefined, line: FileLine, key: string, usual: string) => readonly Fix[] {
  const known = new WeakMap<FileLine, Map<string, readonly Fix[]>>();
  return (text, line, key, usual) => {
    if (text === undefined) return [];
    const ofLine = known.get(line) ?? new Map<string, readonly Fix[]>();
    known.set(line, ofLine);
    const name = `${usual}:${key}`;
    let fixes = ofLine.get(name);
    if (!fixes) {
      fixes = conversion(text, key, usual);
      ofLine.set(name, fixes);
    }
    return fixes;
  };
}

function conversion(text: string, key: string, usual: string): readonly Fix[] {
  const parsed = parseLine(text);
  const line = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  const edit = Object.hasOwn(line, key) ? editTo(usual, key, line[key]) : undefined;
  return edit ? [{ kind: 'suggestion', title: `Write it as ${typeNames.get(usual) ?? usual}`, edits: [edit] }] : [];
}

/** Writes the value in another type; undefined where it would not be the same. */
function editTo(type: string, key: string, value: unknown): Edit | undefined {
  if (type === 'text') return typeof value === 'string' ? undefined : { op: 'enclose', path: [key] };
  const read = typeof value === 'string' ? inType(value, type) : undefined;
  return read === undefined ? undefined : { op: 'set', path: [key], value: read };
}

/** The value of this type that a text spells; undefined where it spells none. */
function inType(text: string, type: string): unknown {
  const parsed = parseLine(text);
  if (!parsed.ok) return undefined;
  const fits = type === 'list' ? isArray(parsed.value) : type === 'object' ? isObject(parsed.value) : typeof parsed.value === type;
  return fits ? parsed.value : undefined;
}
