import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const text = /\.(?:txt|text|md|markdown|csv|tsv|json|jsonl|ndjson|jsonlines|log|rst|org|srt|vtt)$/i;

/** The paths of the text files below a folder, in order, without those of hidden folders and `node_modules`; undefined when it is no folder. */
export async function textFilesBelow(folder: string): Promise<readonly string[] | undefined> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return undefined;
  const files: string[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const whole = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...((await textFilesBelow(whole)) ?? []));
    else if (entry.isFile() && text.test(entry.name)) files.push(whole);
  }
  return files;
}
