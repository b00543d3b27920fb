import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Reads the arguments that VS Code's executable takes when it runs tests; the many others that it knows are ignored.
 * @param {string[]} args
 * @returns {{ extensions: string[], tests: string | undefined, host: 'node' | 'web', folder: string | undefined }}
 */
export function readArguments(args) {
  /** @param {string} name */
  const values = (name) => args.flatMap((arg) => (arg.startsWith(`--${name}=`) ? [arg.slice(name.length + 3)] : []));
  const folderUri = values('folder-uri').at(-1);
  const folder = args.findLast((arg) => !arg.startsWith('-')) ?? (folderUri && fileURLToPath(folderUri));
  return {
    extensions: values('extensionDevelopmentPath').map(absolute),
    tests: values('extensionTestsPath').map(absolute).at(-1),
    host: values('extensionDevelopmentKind').includes('web') ? 'web' : 'node',
    folder: folder === undefined ? undefined : absolute(folder),
  };
}

/** @param {string} file a path or a file: URI, both of which VS Code takes */
function absolute(file) {
  return file.startsWith('file:') ? fileURLToPath(file) : path.resolve(file);
}
