import type { Note, Role } from '../reading';
import type { Label, LabelKind } from './labels';
import { isCapitalised, mayBeChatName, mayBeSpeaker } from './names';
import { normalName } from './roles';

/** A line that begins with what may be a label. */
export interface Candidate {
  /** The index of the line. */
  readonly line: number;
  readonly label: Label;
  /** Nothing, a blank line or a rule stands before it. */
  readonly apart: boolean;
}

/** The labels that are taken for labels. */
export interface Chosen {
  readonly kind: LabelKind;
  readonly byLine: ReadonlyMap<number, Label>;
  /** Names that look like speakers and are read as text. */
  readonly doubts: readonly Note[];
}

/** What is known of the whole text when its labels are judged. */
export interface Surroundings {
  readonly text: string;
  readonly filledLines: number;
  /** A speaker whom the user named. */
  readonly wanted: string | undefined;
}

interface Name {
  readonly label: Label;
  readonly count: number;
  readonly apart: number;
  /** How often nothing stands behind it on the line. */
  readonly bare: number;
}

// Of two kinds with equally many labels the more deliberate wins.
const kinds: readonly LabelKind[] = ['time', 'header', 'angle', 'heading', 'bold', 'plain', 'arrow'];
const written: readonly LabelKind[] = ['plain', 'bold', 'heading'];

/** Chooses the kind of label that the text uses and the names that speak; undefined when fewer than two turns come out. */
export function chooseLabels(candidates: readonly Candidate[], around: Surroundings): Chosen | undefined {
  let best: { kind: LabelKind; keys: ReadonlySet<string>; count: number } | undefined;
  for (const kind of kinds) {
    const ofKind = candidates.filter(({ label }) => label.kind === kind);
    const keys = speakingKeys(kind, ofKind, around);
    const count = ofKind.filter(({ label }) => keys.has(label.key)).length;
    if (count >= 2 && count > (best?.count ?? 0)) best = { kind, keys, count };
  }
  if (best === undefined) return undefined;
  const { kind, keys } = best;
  const roles = new Set(candidates.flatMap(({ label }) => (label.kind === kind && keys.has(label.key) ? [label.hint?.role] : [])));
  const taken = candidates.filter(({ label }) => (label.kind === kind ? keys.has(label.key) : comesAlong(label, kind, keys, roles)));
  return {
    kind,
    byLine: new Map(taken.map(({ line, label }) => [line, label])),
    doubts: doubtsAbout(
      candidates.filter(({ label }) => label.kind === kind && label.setOff && !keys.has(label.key)),
      around.text,
    ),
  };
}

function speakingKeys(kind: LabelKind, candidates: readonly Candidate[], around: Surroundings): ReadonlySet<string> {
  const names = tally(candidates, around.text);
  const keysWhere = (holds: (name: Name, key: string) => boolean) =>
    new Set([...names].filter(([key, name]) => holds(name, key)).map(([key]) => key));
  switch (kind) {
    case 'time':
      return keysWhere(({ label }, key) => mayBeChatName(label.name, key));
    case 'header':
      return keysWhere(
        ({ label, count }, key) => mayBeSpeaker(label.name, key) && isCapitalisedOrSingle(label.name) && (label.setOff || count > 1),
      );
    case 'angle':
      return keysWhere(
        ({ label, count }, key) =>
          count > 1 && /\p{L}/u.test(key) && mayBeChatName(label.name, key) && !around.text.includes(`</${label.name}>`),
      );
    case 'arrow':
      return names.size === 2 && candidates.length >= 0.5 * around.filledLines ? keysWhere(() => true) : new Set();
    default:
      return writtenKeys(names, candidates, around);
  }
}

function writtenKeys(names: ReadonlyMap<string, Name>, candidates: readonly Candidate[], around: Surroundings): ReadonlySet<string> {
  const wanted = around.wanted === undefined ? undefined : normalName(around.wanted);
  const keys = new Set<string>();
  const roles = new Set<Role>();
  for (const [key, { label }] of names) {
    if (label.hint === undefined && key !== wanted && normalName(label.name) !== wanted) continue;
    keys.add(key);
    if (label.hint !== undefined) roles.add(label.hint.role);
  }
  // "## Event: close" is a chapter of a manual; a heading that is a name has nothing behind it.
  const others = [...names].filter(
    ([key, { label, count, bare }]) =>
      !keys.has(key) && label.setOff && mayBeSpeaker(label.name, key) && (label.kind !== 'heading' || bare === count),
  );
  const capitalised = others.filter(([, { label }]) => isCapitalised(label.name));
  // Where user and assistant are both named, another recurring name is more likely a heading within an answer.
  if (!(roles.has('user') && roles.has('assistant'))) {
    for (const [key, { count }] of capitalised) if (count > 1) keys.add(key);
  }
  if (keys.size < 2) {
    const nicks = nickNames(others, candidates, around);
    for (const key of nicks) keys.add(key);
  }
  // "User" and "Assistant" leave no room for a third; "Customer" and "Support" do.
  if (keys.size < 2 || (keys.has('role:user') && keys.has('role:assistant'))) return keys;
  const stands = standing(
    names,
    keys,
    capitalised.map(([key]) => key),
    around,
  );
  for (const [key, { count, apart }] of capitalised) {
    if (stands === 'apart' ? apart === count : stands === 'dense') keys.add(key);
  }
  return keys;
}

/**
 * Where the labels stand that surely are labels: each after a blank line; on nearly every line, once those of the
 * `others` are counted too; or neither.
 */
function standing(
  names: ReadonlyMap<string, Name>,
  keys: ReadonlySet<string>,
  others: readonly string[],
  around: Surroundings,
): 'apart' | 'dense' | 'loose' {
  const sum = (of: Iterable<string>, part: 'count' | 'apart') => [...of].reduce((total, key) => total + (names.get(key)?.[part] ?? 0), 0);
  const count = sum(keys, 'count');
  if (count > 2 && sum(keys, 'apart') >= 0.9 * count) return 'apart';
  const all = sum(new Set([...keys, ...others]), 'count');
  return all >= 0.85 * around.filledLines && count >= 0.6 * around.filledLines ? 'dense' : 'loose';
}

// Names in small letters look like keys of a settings file; they count where nearly every line has one and says a sentence.
function nickNames(names: readonly (readonly [string, Name])[], candidates: readonly Candidate[], around: Surroundings): readonly string[] {
  const recurring = names.filter(([, { count }]) => count > 1);
  const keys = recurring.map(([key]) => key);
  const lines = candidates.filter(({ label }) => keys.includes(label.key));
  if (keys.length < 2 || keys.length > 4 || lines.length < 0.8 * around.filledLines) return [];
  const sentences = lines.filter(({ label }) => /^\S+[ \t]+\S+[ \t]+\S/.test(around.text.slice(label.span.end, label.span.end + 80)));
  return sentences.length >= 0.5 * lines.length ? keys : [];
}

// Labels of another kind are labels too when a hand has mixed them: the same speaker in bold, or the side that is missing.
function comesAlong(label: Label, kind: LabelKind, keys: ReadonlySet<string>, roles: ReadonlySet<Role | undefined>): boolean {
  if (!written.includes(kind) || !written.includes(label.kind)) return false;
  const more = written.indexOf(label.kind) > written.indexOf(kind);
  if (more && label.setOff && keys.has(label.key)) return true;
  return label.hint?.sure === true && (more || !roles.has(label.hint.role));
}

function isCapitalisedOrSingle(name: string): boolean {
  return !name.includes(' ') || isCapitalised(name);
}

function tally(candidates: readonly Candidate[], text: string): ReadonlyMap<string, Name> {
  const names = new Map<string, Name>();
  for (const { label, apart } of candidates) {
    const before = names.get(label.key);
    // A name without colon never speaks for itself, so the first with one represents the key.
    const kept = before === undefined || (!before.label.setOff && label.setOff) ? label : before.label;
    const bare = label.span.end === text.length || /[\n\r]/.test(text.charAt(label.span.end));
    names.set(label.key, {
      label: kept,
      count: (before?.count ?? 0) + 1,
      apart: (before?.apart ?? 0) + (apart ? 1 : 0),
      bare: (before?.bare ?? 0) + (bare ? 1 : 0),
    });
  }
  return names;
}

function doubtsAbout(candidates: readonly Candidate[], text: string): readonly Note[] {
  const notes: Note[] = [];
  for (const [key, { label, count }] of tally(candidates, text)) {
    if (count < 2 || !mayBeSpeaker(label.name, key) || !isCapitalised(label.name)) continue;
    notes.push({
      message: `“${label.name}:” stands at the start of ${count} lines; it is read as text, not as a speaker.`,
      span: label.span,
    });
  }
  return notes;
}
