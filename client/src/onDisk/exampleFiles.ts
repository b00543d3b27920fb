import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { readExamples, writeExamples } from '../../../server/src/shared/diskProtocol';
import { type LineChange, rewriteLines, writeTranscript } from '../../../server/src/shared/transcriptProtocol';
import { UserError } from '../errors';
import { fileName } from '../fileName';
import { withProgress } from '../progress';
import { sameItems } from '../sameItems';
import { createTextFileSystem } from '../textFileSystem';
import { type DiskExample, diskAddress, diskScheme, readDiskAddress } from './diskAddress';
import type { ReplacedLines } from './replacedLines';

/** Examples of files on the disk that can be opened as text. */
export interface ExampleFiles extends vscode.Disposable {
  /** The address of an example as text. */
  readonly addressOf: (source: vscode.Uri, example: Omit<DiskExample, 'source'>) => vscode.Uri;
}

/** An example of a file on the disk that is edited as text; saving may have made several of it, or none. */
interface OpenExample {
  readonly source: vscode.Uri;
  line: number;
  /** What the lines say, as the server marks it; undefined for whatever stands there. */
  mark: number | undefined;
  texts: readonly string[];
  /** The version of the file that was read last. */
  stamp: string | undefined;
  content: string;
  /** When the lines last changed without the text, in milliseconds. */
  changed: number;
}

/**
 * A file system whose files are single examples of files on the disk, as text. Saving writes an example back to where it stands;
 * when it is no longer in its file as it was, that is asked about. Tells of lines that saving has replaced.
 */
export function createExampleFiles(
  client: BaseLanguageClient,
  memory: vscode.Memento,
  replaced: (source: vscode.Uri, lines: ReplacedLines) => Promise<void>,
): ExampleFiles {
  const open = new Map<string, OpenExample>();

  const find = (uri: vscode.Uri): OpenExample => {
    const known = open.get(uri.toString());
    if (known) return known;
    const address = readDiskAddress(uri);
    if (!address) throw vscode.FileSystemError.FileNotFound('Which example this text stands for is not known. Close it, and open it anew.');
    const { source, line, mark } = address;
    const fresh = { source, line, mark, texts: [], stamp: undefined, content: '', changed: Date.now() };
    open.set(uri.toString(), fresh);
    return fresh;
  };

  const load = async (uri: vscode.Uri): Promise<OpenExample> => {
    const example = find(uri);
    const { source, line, mark, stamp } = example;
    const count = Math.max(1, example.texts.length);
    const place = { uri: source.toString(), line, count, ...(mark !== undefined && { mark }) };
    const found = await client.sendRequest(readExamples, { ...place, ...(stamp !== undefined && { stamp }) });
    if ('same' in found) return example;
    if ('why' in found) throw vscode.FileSystemError.FileNotFound(found.why);
    if (stamp === undefined) {
      const made = await client.sendRequest(writeTranscript, { lines: found.texts });
      if (!made) throw vscode.FileSystemError.Unavailable('The example could not be written as text: the log of Exemplar says why.');
      example.content = made.text;
      example.texts = found.texts;
    }
    // From now on it is this example, and not whatever stands in its line.
    return Object.assign(example, { line: found.line, mark: found.mark, stamp: found.stamp });
  };

  const save = async (uri: vscode.Uri, content: string): Promise<void> => {
    const example = find(uri);
    const { source, texts } = example;
    const name = fileName(source);
    const rewritten = await client.sendRequest(rewriteLines, { lines: texts, text: content, like: texts[0] ?? '{}' });
    if (!rewritten) throw new UserError('The text could not be read: the log of Exemplar says why.');
    const [fault] = rewritten.faults;
    if (fault) throw new UserError(`Line ${fault.line + 1}: ${fault.message} ${name} was not changed.`);
    const lines = linesAfter(texts, rewritten.changes);
    if (!sameItems(lines, texts)) await write(example, lines);
    Object.assign(example, { content, changed: Math.max(Date.now(), example.changed + 1) });
  };

  const write = async (example: OpenExample, lines: readonly string[]): Promise<void> => {
    const { source, line, mark, texts } = example;
    const name = fileName(source);
    const place = { uri: source.toString(), line, count: texts.length, ...(mark !== undefined && { mark }), lines };
    const put = (append: boolean) =>
      withProgress(client, `Writing ${name}`, (workDoneToken, token) =>
        client.sendRequest(writeExamples, { ...place, append, workDoneToken }, token),
      );
    let removed = texts.length;
    let written = texts.length > 0 ? await put(false) : await addAtEnd(name, put);
    if ('why' in written && written.gone) {
      removed = 0;
      written = await addAtEnd(name, put);
    }
    if ('why' in written) throw new UserError(written.why);
    Object.assign(example, { texts: lines, line: written.line, mark: written.mark, stamp: written.stamp });
    await replaced(source, { ...written, removed, inserted: lines.length });
  };

  /** What is opened anew is read anew, and found by what it said last: its address marks what it said at first. */
  const close = (uri: vscode.Uri): void => {
    const example = open.get(uri.toString());
    if (example && example.texts.length > 0 && readDiskAddress(uri)?.mark !== undefined) example.stamp = undefined;
    else open.delete(uri.toString());
  };

  const fileSystem = createTextFileSystem(diskScheme, { load, save }, memory);
  // A document whose language changes is told of as closed too, and stays open.
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri, isClosed }) => isClosed && close(uri));
  return {
    addressOf: (source, example) => {
      fileSystem.offer();
      return diskAddress(source, example);
    },
    dispose: () => vscode.Disposable.from(fileSystem, closed).dispose(),
  };
}

/** Asks whether an example that is no longer in its file is to be added to it. */
async function addAtEnd<Written>(name: string, put: (append: boolean) => Thenable<Written>): Promise<Written> {
  const add = 'Add at the End';
  const chosen = await vscode.window.showWarningMessage(
    `This example is no longer in ${name} as it was.`,
    { modal: true, detail: 'Another program has changed the file. The text can be added to it as a new example at its end.' },
    add,
  );
  if (chosen !== add) throw new UserError(`${name} was not changed.`);
  return put(true);
}

/** The lines after changes that count them from 0. */
function linesAfter(lines: readonly string[], changes: readonly LineChange[]): readonly string[] {
  const after: string[] = [];
  for (let index = -1; index < lines.length; index++) {
    let text = lines[index];
    for (const change of changes) {
      if (change.index !== index) continue;
      if (change.kind === 'delete') text = undefined;
      else if (change.kind === 'change' && text !== undefined) {
        const { start, end, text: put } = change.edit;
        text = text.slice(0, start) + put + text.slice(end);
      }
    }
    if (text !== undefined) after.push(text);
    for (const change of changes) if (change.kind === 'insert' && change.index === index) after.push(...change.lines);
  }
  return after;
}
