/** The endings of training files. */
export const trainingEndings: readonly string[] = ['jsonl', 'ndjson', 'jsonlines'];

/** The endings of files that hold text for people. */
export const textEndings: readonly string[] = [
  ...['txt', 'text', 'md', 'markdown', 'rst', 'adoc', 'org', 'srt', 'vtt', 'csv', 'tsv', 'log', 'json'],
  ...trainingEndings,
];

const trainingFile = endingIn(trainingEndings);
const textFile = endingIn(textEndings);
const toolFolder = /^(?:\.|node_modules$|__pycache__$|venv$)/;

/** Whether a file (its name, path or URI) is named like a training file. */
export function isTrainingFileName(name: string): boolean {
  return trainingFile.test(name);
}

/** Whether a file is named like one that holds text for people. */
export function isTextFileName(name: string): boolean {
  return textFile.test(name);
}

/** Whether a folder is named like one of tools, which holds no text of the user's. */
export function isToolFolderName(name: string): boolean {
  return toolFolder.test(name);
}

/** The order of names in a folder, as people count: chapter 2 before chapter 10. */
export function compareNames(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

function endingIn(endings: readonly string[]): RegExp {
  return new RegExp(`\\.(?:${endings.join('|')})$`, 'i');
}
