import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { compareNames, isTextFileName, isToolFolderName } from '../shared/fileNames';

/** The paths of the text files below a folder, in the order of their names, without those of tools’ folders; undefined when it is no folder. */
export async function textFilesBelow(folder: string): Promise<readonly string[] | undefined> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return undefined;
  const files: string[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).toSorted((a, b) => compareNames(a.name, b.name))) {
    const whole = path.join(folder, entry.name);
    if (entry.isDirectory() && !isToolFolderName(entry.name)) files.push(...((await textFilesBelow(whole)) ?? []));
    else if (entry.isFile() && isTextFileName(entry.name)) files.push(whole);
  }
  return files;
}
