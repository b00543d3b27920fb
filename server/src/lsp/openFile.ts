import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import { type CheckSettings, TrainingFile } from '../core/check/trainingFile';

/** A document that the client has open. */
export class OpenFile {
  readonly uri: string;
  readonly file: TrainingFile;
  /** Resolves when the settings that hold for this file are known. */
  ready: Promise<void> = Promise.resolve();
  /** Set when the user wants the file checked although it does not look like training data. */
  forced = false;
  /** The line (from 0) that the cursor rests on, where the client tells. */
  activeLine: number | undefined;
  readonly #opening: string;
  #version: number;
  #generation = 0;

  /** `opening` is another one each time that a document is opened, since versions begin anew then. */
  constructor(document: TextDocumentItem, settings: CheckSettings, opening: string) {
    this.#opening = opening;
    this.uri = document.uri;
    this.#version = document.version;
    this.file = new TrainingFile(document.text, settings);
  }

  /** Changes whenever the text or what it is checked against does, so that an answer can tell that it is stale. */
  get state(): string {
    return `${this.#opening}.${this.#version}.${this.#generation}`;
  }

  get version(): number {
    return this.#version;
  }

  /** Applies edits in their order, as LSP asks. */
  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#version = version;
    for (const change of changes) {
      if ('range' in change) this.file.edit(change.range, change.text);
      else this.file.replace(change.text);
    }
  }

  /** Checks against other settings from now on. */
  configure(settings: CheckSettings): void {
    this.#generation += 1;
    this.file.configure(settings);
  }
}
