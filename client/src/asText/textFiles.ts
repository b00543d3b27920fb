import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { grouped } from '../../../server/src/shared/numbers';
import { type Path, readMessageText, rewriteLines, writeMessageText, writeTranscript } from '../../../server/src/shared/transcriptProtocol';
import { UserError } from '../errors';
import { fileName } from '../fileName';
import { sameItems } from '../sameItems';
import { saveDocument } from '../saveDocument';
import { createTextFileSystem, type TextFile } from '../textFileSystem';
import { addressOf, type Subject, textScheme } from './address';
import { allLines, type EditedText, followLines, textsOf } from './editedText';
import { findAgain, remember, restore, sourceOf } from './remembered';
import { writeBackOf } from './writeBack';

/** The texts that training lines are edited as. */
export interface TextFiles extends vscode.Disposable {
  /** Opens what is to be edited as a text; returns its address. */
  readonly open: (document: vscode.TextDocument, subject: Subject) => Promise<vscode.Uri>;
  /** The training file of a text; undefined where nothing is known of it any more. */
  readonly sourceOf: (uri: vscode.Uri) => vscode.Uri | undefined;
}

/**
 * A file system whose files are training lines as text. It leaves to VS Code what its editors do with files: saving writes the
 * lines back, a changed line loads an unchanged text anew, and a conflict is asked about.
 */
export function createTextFiles(client: BaseLanguageClient, memory: vscode.Memento): TextFiles {
  const texts = new Map<string, EditedText>();
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();

  const trainingFileOf = (uri: vscode.Uri): vscode.Uri | undefined => {
    const kept = sourceOf(memory, uri);
    return texts.get(uri.toString())?.source ?? (kept === undefined ? undefined : vscode.Uri.parse(kept, true));
  };

  const find = async (uri: vscode.Uri): Promise<{ readonly text: EditedText; readonly document: vscode.TextDocument }> => {
    const source = trainingFileOf(uri);
    const document = source && (await vscode.workspace.openTextDocument(source));
    const text = texts.get(uri.toString()) ?? (document && restore(memory, uri, document.uri, document));
    if (!document || !text) {
      throw vscode.FileSystemError.FileNotFound(
        'Which lines this text stands for is no longer known. Close it, and run Exemplar: Edit as Text in the training file again.',
      );
    }
    texts.set(uri.toString(), text);
    catchUp(text, document);
    return { text, document };
  };

  /** A document that no editor shows is closed after a while, and changes on disk are not told of until it is opened again. */
  const catchUp = (text: EditedText, document: vscode.TextDocument): void => {
    if (text.writing || sameItems(textsOf(document, text.kind === 'file' ? allLines(document) : text.lines), text.texts)) return;
    text.lines = findAgain(document, text);
    text.texts = textsOf(document, text.lines);
  };

  const tell = (text: EditedText): void => {
    if (sameItems(text.base, text.texts)) return;
    const gone = text.lines.length === 0 && text.kind !== 'file';
    changes.fire([{ type: gone ? vscode.FileChangeType.Deleted : vscode.FileChangeType.Changed, uri: text.uri }]);
  };

  /** Makes the text anew where the lines are no longer what it was made of. */
  const load = async (uri: vscode.Uri): Promise<TextFile> => {
    const { text, document } = await find(uri);
    if (text.lines.length === 0 && text.kind !== 'file' && isStale(text)) {
      const name = fileName(text.source);
      throw vscode.FileSystemError.FileNotFound(`What this text stands for is no longer in ${name}. Saving it adds it at the end.`);
    }
    while (isStale(text)) {
      const says = text.texts;
      const made = await contentOf(client, text.path, says);
      // Edits, a save and other readers may have come first: then this is old, or known already.
      if (!isStale(text) || !sameItems(says, text.texts)) continue;
      if (text.content !== undefined) text.changed = Math.max(Date.now(), text.changed + 1);
      text.base = says;
      text.content = made;
      text.lines = text.kind === 'file' ? allLines(document) : text.lines;
      await remember(memory, text);
    }
    const { content, changed } = text;
    return { content: content ?? '', changed };
  };

  const save = async (uri: vscode.Uri, content: string): Promise<void> => {
    const { text, document } = await find(uri);
    const { edit, lines } = await editOf(client, document, text, content);
    const wasSaved = !document.isDirty && !document.isUntitled;
    const before = text.lines;
    const isLost = text.kind === 'lines' && before.length === 0 && text.emptied?.version !== document.version;
    let isWritten = edit.size === 0;
    text.writing = true;
    try {
      isWritten ||= await vscode.workspace.applyEdit(edit);
    } finally {
      text.writing = false;
      text.lines = text.kind === 'file' ? allLines(document) : isWritten ? lines : findAgain(document, text);
      text.texts = textsOf(document, text.lines);
    }
    if (!isWritten)
      throw vscode.FileSystemError.NoPermissions(`VS Code refused to change ${fileName(document.uri)}. Is the file read-only?`);
    text.base = text.texts;
    text.content = content;
    text.changed = Math.max(Date.now(), text.changed + 1);
    text.emptied = emptiedFrom(text, before, document);
    await remember(memory, text);
    // What was saved before is saved again, since who saves a text takes it to be stored.
    if (wasSaved) await saveDocument(document);
    const [line] = text.lines;
    if (isLost && line !== undefined) tellAdded(fileName(document.uri), line);
  };

  const follow = (event: vscode.TextDocumentChangeEvent): void => {
    for (const text of texts.values()) {
      if (text.writing || text.source.toString() !== event.document.uri.toString() || event.contentChanges.length === 0) continue;
      text.lines = followLines(text, event);
      text.texts = textsOf(event.document, text.lines);
      tell(text);
    }
  };

  const fileSystem = createTextFileSystem(textScheme, { onDidChange: changes.event, load, save }, memory);
  const listeners = [
    fileSystem,
    vscode.workspace.onDidChangeTextDocument(follow),
    vscode.workspace.onDidOpenTextDocument((document) => {
      for (const text of texts.values()) {
        if (text.source.toString() !== document.uri.toString()) continue;
        catchUp(text, document);
        tell(text);
      }
    }),
    // A text that is opened again is restored by what is remembered of it. One whose language changes is told of as closed too.
    vscode.workspace.onDidCloseTextDocument(({ uri, isClosed }) => isClosed && texts.delete(uri.toString())),
    changes,
  ];
  return {
    open: async (document, subject) => {
      fileSystem.offer();
      const lines = subject.kind === 'file' ? allLines(document) : subject.kind === 'lines' ? subject.lines : [subject.line];
      const path = subject.kind === 'text' ? subject.path : undefined;
      const open = [...texts.values()].find(
        (each) =>
          each.source.toString() === document.uri.toString() &&
          each.kind === subject.kind &&
          sameItems(each.lines, lines) &&
          sameItems(each.path ?? [], path ?? []),
      );
      if (open) return open.uri;
      const uri = addressOf(document.uri, subject, newId());
      const says = textsOf(document, lines);
      const text: EditedText = {
        uri,
        source: document.uri,
        kind: subject.kind,
        path,
        lines,
        texts: says,
        base: says,
        content: undefined,
        changed: Date.now(),
        emptied: undefined,
        writing: false,
      };
      texts.set(uri.toString(), text);
      await remember(memory, text);
      return uri;
    },
    sourceOf: trainingFileOf,
    dispose: () => {
      for (const listener of listeners) listener.dispose();
    },
  };
}

/** Says where a text went that stood for nothing any more; not awaited, because the message may stay until somebody reads it. */
function tellAdded(name: string, line: number): void {
  void vscode.window.showInformationMessage(
    `What this text stands for was no longer in ${name}, so it was added at its end, in line ${grouped(line + 1)}.`,
  );
}

/** Whether a text is not what its lines say now. */
function isStale({ content, base, texts }: EditedText): boolean {
  return content === undefined || !sameItems(base, texts);
}

function emptiedFrom({ kind, lines }: EditedText, before: readonly number[], { version }: vscode.TextDocument): EditedText['emptied'] {
  const [line] = before;
  return kind === 'lines' && lines.length === 0 && line !== undefined ? { line, version } : undefined;
}

/** What an editor is to show for lines that say this, or for the text at a path of one. */
async function contentOf(client: BaseLanguageClient, path: Path | undefined, texts: readonly string[]): Promise<string> {
  if (path) {
    const [line = ''] = texts;
    const found = await client.sendRequest(readMessageText, { line, path });
    if (found && 'text' in found) return found.text;
    throw vscode.FileSystemError.Unavailable(
      'The text that was edited here is no longer in its line, or holds characters that an editor would change.',
    );
  }
  const made = await client.sendRequest(writeTranscript, { lines: texts });
  if (made) return made.text;
  throw vscode.FileSystemError.Unavailable('The lines could not be written as text: the log of Exemplar says why.');
}

/** What saving a text changes in the training file. Throws with a message for the user when nothing may be changed. */
async function editOf(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  text: EditedText,
  content: string,
): Promise<ReturnType<typeof writeBackOf>> {
  const { texts, path } = text;
  /** The lines as they are numbered by now; what was worked out fits only what they said. */
  const unchanged = (): readonly number[] => {
    if (sameItems(text.texts, texts)) return text.lines;
    throw new UserError(`${fileName(document.uri)} changed while this text was being saved. Save it again.`);
  };
  if (path) {
    const [line = ''] = texts;
    const edit = await client.sendRequest(writeMessageText, { line, path, text: content });
    const lines = unchanged();
    if (!edit || lines.length === 0)
      throw new UserError(
        `The line of this text is no longer in ${fileName(document.uri)} as it was. Copy the text, and open its line anew.`,
      );
    return writeBackOf(document, lines, edit.start === edit.end && edit.text === '' ? [] : [{ kind: 'change', index: 0, edit }]);
  }
  const rewritten = await client.sendRequest(rewriteLines, {
    lines: texts,
    text: content,
    like: texts[0] ?? text.base[0] ?? document.lineAt(0).text,
  });
  if (!rewritten) throw new UserError('The text could not be read: the log of Exemplar says why.');
  const [fault] = rewritten.faults;
  if (fault) {
    const more = rewritten.faults.length > 1 ? ` ${rewritten.faults.length - 1} more below.` : '';
    throw new UserError(`Line ${fault.line + 1}: ${fault.message}${more} ${fileName(document.uri)} was not changed.`);
  }
  const { emptied } = text;
  return writeBackOf(document, unchanged(), rewritten.changes, emptied?.version === document.version ? emptied.line : undefined);
}

function newId(): string {
  return Math.random().toString(36).slice(2, 10);
}
