import type { Node } from 'jsonc-parser';
import { positionLine } from '../json/positions';
import { type Spelling, spell, spellString } from './spell';
import { fromNode, type Json, type JsonObjectTree, type Member, sameTree } from './tree';

/** How a training line is spelled: with spaces or without, and whether it keeps to ASCII. */
export function spellingOf(line: string): Spelling {
  const start = line.slice(0, 2000);
  const ascii = /\\u(?!00[0-7])[0-9a-f]{4}/i.test(start) && !/\P{ASCII}/u.test(line);
  return { space: /"\s*:\s/.test(start) ? ' ' : '', ascii };
}

/** The line for a new value, in which everything that is as it was keeps its spelling: escapes, numbers, spaces within. */
export function respell(line: string, value: JsonObjectTree): string {
  const { root } = positionLine(line);
  return root ? again(line, root, value, spellingOf(line)) : spell(value, spellingOf(line));
}

function again(line: string, old: Node, value: Json, spelling: Spelling): string {
  if (sameTree(fromNode(line, old), value)) return line.slice(old.offset, old.offset + old.length);
  const { space } = spelling;
  if (old.type === 'array' && value.type === 'array') {
    const pair = pairItems(line, old.children ?? [], value.items);
    return `[${value.items.map((item, index) => orNew(line, pair(index), item, spelling)).join(`,${space}`)}]`;
  }
  if (old.type === 'object' && value.type === 'object') {
    const left = [...(old.children ?? [])];
    const members = value.members.map((member) => {
      const found = left.findIndex(({ children: [key] = [] }) => key?.value === member.key);
      return memberAgain(line, found === -1 ? undefined : left.splice(found, 1)[0], member, spelling);
    });
    return `{${members.join(`,${space}`)}}`;
  }
  return spell(value, spelling);
}

function memberAgain(line: string, old: Node | undefined, { key, value }: Member, spelling: Spelling): string {
  const [oldKey, oldValue] = old?.children ?? [];
  const spelledKey = oldKey ? line.slice(oldKey.offset, oldKey.offset + oldKey.length) : spellString(key, spelling);
  return `${spelledKey}:${spelling.space}${orNew(line, oldValue, value, spelling)}`;
}

function orNew(line: string, old: Node | undefined, value: Json, spelling: Spelling): string {
  return old ? again(line, old, value, spelling) : spell(value, spelling);
}

/** Which old item belongs to which new one: counted from the front, and behind what came or went from the end. */
function pairItems(line: string, old: readonly Node[], items: readonly Json[]): (index: number) => Node | undefined {
  const same = (node: Node | undefined, item: Json | undefined): boolean => !!node && !!item && sameTree(fromNode(line, node), item);
  const shorter = Math.min(old.length, items.length);
  let front = 0;
  while (front < shorter && same(old[front], items[front])) front += 1;
  let back = 0;
  while (back < shorter - front && same(old.at(-1 - back), items.at(-1 - back))) back += 1;
  return (index) => {
    if (index >= items.length - back) return old[index - items.length + old.length];
    return index < old.length - back ? old[index] : undefined;
  };
}
