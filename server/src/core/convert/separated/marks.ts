/** Sequences that people put between a prompt and its completion, the most telling first. */
export const separators: readonly string[] = ['\n\n###\n\n', '\n###\n', '\n\n===\n\n', '\n\n>>>\n\n', ' ->', ' =>', ' ==>', ' >>>', ' ###'];

/** Sequences that people put behind a completion, the most telling first. */
export const stops: readonly string[] = [' END', '\nEND', ' STOP', '<|endoftext|>', '\n\n%%%%\n\n', '\n\n---\n\n', ' ###', '\n\n\n'];

/** The sequences of a list that occur nowhere in the texts, to be offered for writing; the first is the one to take. */
export function freeMarks(list: readonly string[], texts: readonly string[]): readonly string[] {
  return list.filter((mark) => !texts.some((text) => text.includes(mark.trim())));
}

/** The space that a completion begins with: its first word is one of its own, unless what marks its start, if anything, or the completion brings the space. */
export function gapBefore(mark: string, completion: string): '' | ' ' {
  return mark === '' || /\s$/.test(mark) || /^\s/.test(completion) ? '' : ' ';
}
