import type { TextDocumentContentChangeEvent, TextDocumentItem } from 'vscode-languageserver';
import type { FileBytes } from '../core/bytes/fileBytes';
import { type CheckSettings, TrainingFile } from '../core/check/trainingFile';
import type { TextInPieces, TextPiece } from '../shared/piecesProtocol';

// A screen holds fewer lines; who asks about more than this asks about the file.
const mostShown = 100;

/** A document that the client has open. */
export class OpenFile {
  readonly uri: string;
  readonly file: TrainingFile;
  /** Resolves when the settings that hold for this file are known. */
  ready: Promise<unknown> = Promise.resolve();
  /** Set when the user wants the file checked although it does not look like training data. */
  forced = false;
  /** The line (from 0) that the cursor rests on, where the client tells. */
  activeLine: number | undefined;
  /** The lines (from 0) that the client asked about last, which are those that it shows; at first the beginning. */
  shown = { first: 0, last: mostShown - 1 };
  /** Whether the client was told of a part of the findings and waits for the rest. */
  toldPart = false;
  /** Resolves when all of the text is there, or never will be. */
  readonly whole: Promise<void>;
  readonly #opening: string;
  readonly #toCome: TextInPieces | undefined;
  #isWhole: boolean;
  #tellWhole: () => void = () => undefined;
  #version: number;
  #generation = 0;
  #bytes: FileBytes | undefined;

  /**
   * `opening` is another one each time that a document is opened, since versions begin anew then. Where the text comes in pieces the
   * document has the first one.
   */
  constructor(document: TextDocumentItem, settings: CheckSettings, opening: string, inPieces?: TextInPieces) {
    this.#opening = opening;
    this.#toCome = inPieces;
    this.#isWhole = inPieces === undefined;
    this.whole = inPieces ? new Promise((resolve) => (this.#tellWhole = resolve)) : Promise.resolve();
    this.uri = document.uri;
    this.#version = document.version;
    this.file = new TrainingFile(document.text, settings);
  }

  /** Changes whenever the text or what it is checked against does, so that an answer can tell that it is stale. */
  get state(): string {
    return `${this.#opening}.${this.#version}.${this.#generation}`;
  }

  /** Changes with everything but edits: the client asks by itself after those only. */
  get generation(): number {
    return this.#generation;
  }

  get version(): number {
    return this.#version;
  }

  /** Whether all of the text is there. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** About how many lines are still to come: at least one until all of the text is there. */
  get linesToCome(): number {
    return this.#toCome && !this.#isWhole ? Math.max(1, this.#toCome.lines - this.file.rows.length) : 0;
  }

  /** Takes the next piece of the text; one of another opening is left aside. */
  append({ opening, text, isLast }: TextPiece): void {
    if (this.#isWhole || opening !== this.#toCome?.opening) return;
    this.file.append(text);
    if (isLast) this.endPieces();
  }

  /** Says that nothing more comes of the text. */
  endPieces(): void {
    this.#isWhole = true;
    this.#tellWhole();
  }

  /** Applies edits in their order, as LSP asks. */
  change(version: number, changes: readonly TextDocumentContentChangeEvent[]): void {
    this.#version = version;
    for (const change of changes) {
      if ('range' in change) this.file.edit(change.range, change.text);
      else this.file.replace(change.text);
    }
  }

  /** Takes the lines that the client asks about. */
  look(first: number, last: number): void {
    this.shown = { first, last: Math.min(last, first + mostShown - 1) };
  }

  /** Says that there is something new to be said of the same text. */
  renew(): void {
    this.#generation += 1;
  }

  /** Takes what is known of the bytes; true when that may change what is to be said. */
  tellBytes(bytes: FileBytes | undefined): boolean {
    const before = this.#bytes;
    this.#bytes = bytes;
    this.file.tellBytes(bytes);
    const most = this.file.settings.target.maxFileBytes?.value ?? Number.POSITIVE_INFINITY;
    const isSame = before && bytes && (before.size === bytes.size || (before.size <= most && bytes.size <= most));
    return !isSame || JSON.stringify({ ...before, size: 0 }) !== JSON.stringify({ ...bytes, size: 0 });
  }

  /** Checks against other settings from now on. */
  configure(settings: CheckSettings): void {
    this.#generation += 1;
    this.file.configure(settings);
  }
}
