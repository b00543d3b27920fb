// Both paths with slashes and URIs: what stands before the first single slash is never touched.
const beginning = /^(?:[a-z][\w+.-]*:\/\/[^/]*)?\//i;

/** The folders above a file, the nearest first, each with a slash at its end; none for what lies nowhere, such as an unsaved file. */
export function foldersAbove(file: string): string[] {
  const root = beginning.exec(file)?.[0];
  if (root === undefined) return [];
  const steps = file.slice(root.length).split(/[?#]/)[0]?.split('/').slice(0, -1) ?? [];
  return Array.from({ length: steps.length + 1 }, (_, less) => {
    const kept = steps.slice(0, steps.length - less);
    return root + kept.map((step) => `${step}/`).join('');
  });
}

/** The file's name as people write it, without its folders. */
export function nameOf(file: string): string {
  return decoded(file.slice(file.lastIndexOf('/') + 1));
}

/** The URI of a file that is named by a path with slashes from a folder (a URI with a slash at its end). */
export function uriFrom(folder: string, path: string): string {
  const root = beginning.exec(folder)?.[0] ?? '';
  const steps = /^(?:\/|[a-z]:[\\/])/i.test(path) ? [] : folder.slice(root.length).split('/').slice(0, -1);
  for (const step of path.split(/[\\/]/)) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(encodeURIComponent(step));
  }
  return root + steps.join('/');
}

/** Equal for URIs that mean the same file, however they are encoded. */
export function fileKey(uri: string): string {
  return decoded(uri);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
