/** What a file of a pair is for: the model learns from one, and is measured on the other. */
export type FileRole = 'training' | 'validation';

/** What a file's name says of its part in a pair. */
export interface NamedPart {
  readonly role: FileRole;
  /** The names that the other file of the pair may have, in the same folder, the likeliest first. */
  readonly others: readonly string[];
}

// As people and data sets call them; tests that are held back may be learnt by heart just as well.
const words: Readonly<Record<FileRole, readonly string[]>> = {
  training: ['train', 'training'],
  validation: ['validation', 'valid', 'val', 'dev', 'eval', 'evaluation', 'test', 'testing', 'holdout'],
};

const anyWord = new RegExp(
  `(?<![a-z])(?:${[...words.training, ...words.validation].sort((a, b) => b.length - a.length).join('|')})(?![a-z])`,
  'gi',
);

/** Reads a file's name (no folder): `x-train.jsonl` goes with `x-validation.jsonl`, `x-val.jsonl` and so on; undefined for other names. */
export function partOf(name: string): NamedPart | undefined {
  // The last word tells: `test-cases-train.jsonl` is for training.
  const word = [...name.matchAll(anyWord)].at(-1);
  if (!word) return undefined;
  const [found] = word;
  const role: FileRole = words.training.includes(found.toLowerCase()) ? 'training' : 'validation';
  const before = name.slice(0, word.index);
  const after = name.slice(word.index + found.length);
  return { role, others: words[otherRole(role)].map((other) => before + spelledLike(found, other) + after) };
}

/** The role of the other file of the pair. */
export function otherRole(role: FileRole): FileRole {
  return role === 'training' ? 'validation' : 'training';
}

function spelledLike(example: string, word: string): string {
  if (example === example.toUpperCase()) return word.toUpperCase();
  return example.charAt(0) === example.charAt(0).toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
