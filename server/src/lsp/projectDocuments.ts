import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { projectFileName } from '../core/project/fileName';
import { fileKey, nameOf } from '../core/project/paths';

/** The project files that the client has open. */
export class ProjectDocuments {
  /** Called when one was opened, edited or closed. */
  onChange: () => void = () => undefined;
  readonly #byKey = new Map<string, TextDocument>();

  /** Takes a document in that is a project file; false for all others. */
  open({ uri, languageId, version, text }: TextDocumentItem): boolean {
    if (nameOf(uri) !== projectFileName) return false;
    this.#byKey.set(fileKey(uri), TextDocument.create(uri, languageId, version, text));
    this.onChange();
    return true;
  }

  /** Edits a document that was taken in; false for all others. */
  change(uri: string, version: number, changes: TextDocumentContentChangeEvent[]): boolean {
    const document = this.get(uri);
    if (!document) return false;
    TextDocument.update(document, changes, version);
    this.onChange();
    return true;
  }

  /** Forgets a document that was taken in; false for all others. */
  close(uri: string): boolean {
    if (!this.#byKey.delete(fileKey(uri))) return false;
    this.onChange();
    return true;
  }

  /** The open document of this file, however its URI is encoded. */
  get(uri: string): TextDocument | undefined {
    return this.#byKey.get(fileKey(uri));
  }

  get all(): Iterable<TextDocument> {
    return this.#byKey.values();
  }
}
