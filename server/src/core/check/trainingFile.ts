import type { FileBytes } from '../bytes/fileBytes';
import { positionLine, type ReadLine } from '../json/positions';
import { ExampleLines, type FilePart } from '../project/exampleLines';
import { editRows, type Range } from '../rows/edit';
import { FileRow, PackedTexts, utf8Rows } from '../rows/fileRow';
import { longLine, type Row, splitRows } from '../rows/row';
import { rules } from '../rules/index';
import type { CheckContext, FileLine } from '../rules/rule';
import { detectFileShape, detection } from '../shapes/detect';
import type { Shape } from '../shapes/shape';
import type { Model, Target } from '../targets/target';
import type { Work } from '../work';
import { FileCheck } from './fileCheck';
import { replaceSlice } from './lineOrder';
import { type SeverityOverrides, severityWith } from './severity';

/** What a file is checked against. */
export interface CheckSettings {
  readonly target: Target;
  /** The model that will be trained; absent where it is not known. */
  readonly model?: Model | undefined;
  /** The day (ISO date) of the check; without it nothing is said that depends on it. */
  readonly today?: string | undefined;
  readonly severities: SeverityOverrides;
  /** The shape to take the file for where its lines do not tell; without it such a file is left alone. */
  readonly assumeShape?: Shape;
  /** The shape to take the file for if it looks like training data at all; else that of most lines. */
  readonly shape?: Shape;
  /** The file's part in pairs of training and validation files. */
  readonly part?: FilePart;
  readonly onRuleError: (rule: string, error: unknown) => void;
}

/** The shape that a file is taken for, by its first rows and the settings; undefined when it is no training data. */
export function decideShape(rows: Iterable<Row>, settings: Pick<CheckSettings, 'shape' | 'assumeShape'>): Shape | undefined {
  return decidedShape(detectFileShape(rows), settings);
}

function decidedShape(
  detected: Shape | undefined,
  { shape, assumeShape }: Pick<CheckSettings, 'shape' | 'assumeShape'>,
): Shape | undefined {
  return detected ? (shape ?? detected) : assumeShape;
}

/** What rules are told of a file of this shape under these settings. */
export function contextOf({ target, model, today, part }: CheckSettings, fileShape: Shape): CheckContext {
  return { target, fileShape, ...(model && { model }), ...(today !== undefined && { today }), ...(part && { part }) };
}

/** A file that is open: its rows and, as long as they are training data, the state of checking them. */
export class TrainingFile {
  readonly #rows: FileRow[];
  #positioned = new WeakMap<Row, ReadLine>();
  readonly #texts = new PackedTexts();
  #loose = 0;
  /** What other files are compared with; kept current while the file has a part in a pair. */
  readonly exampleLines = new ExampleLines<FileLine>();
  /** Called when there is something else to say of this file because another has changed. */
  onTouched: () => void = () => undefined;
  #settings: CheckSettings;
  #check: FileCheck | undefined;
  #bytes: FileBytes | undefined;
  /** Rows from here on cannot change what the file is taken for. */
  #reach = 0;

  constructor(text: string, settings: CheckSettings) {
    this.exampleLines.onTouched = () => {
      this.#check?.outdate();
      this.onTouched();
    };
    this.#rows = fileRows(splitRows(text));
    this.#loose = text.length;
    this.#settings = settings;
    this.#check = this.#startCheck();
  }

  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** The state of checking; undefined while the file does not look like training data. */
  get check(): FileCheck | undefined {
    return this.#check;
  }

  /** Whether nothing but white space stands in it. */
  get isBlank(): boolean {
    return this.#rows.every(({ text }) => text.trim() === '');
  }

  get settings(): CheckSettings {
    return this.#settings;
  }

  /** Replaces a range of text; only the touched rows are looked at again. */
  edit(range: Range, text: string): void {
    const { start, removed, inserted: plain } = editRows(this.#rows, range, text);
    const inserted = fileRows(plain);
    // A long line that is edited will soon be another one again.
    for (const row of inserted) if (row.text.length <= longLine) this.#loose += row.text.length;
    this.#takeRows(start, removed, inserted);
    if (removed !== inserted.length) this.exampleLines.moved();
  }

  /** Puts text behind all that there is; only the last row and those that come are looked at. UTF-8 is kept as it is. */
  append(text: string | Uint8Array): void {
    const last = this.#rows.length - 1;
    const units = this.#rows[last]?.units ?? 0;
    this.#loose += text.length;
    // What a piece begins with may belong to the line or to the line break that the one before ended with.
    if (typeof text !== 'string' && units === 0 && this.#rows[last - 1]?.lineBreak !== '\r') {
      this.#takeRows(last, 1, utf8Rows(text, this.#texts));
      return;
    }
    const end = { line: last, character: units };
    const behind = typeof text === 'string' ? text : new TextDecoder('utf-8', { ignoreBOM: true }).decode(text);
    const { start, removed, inserted } = editRows(this.#rows, { start: end, end }, behind);
    this.#takeRows(start, removed, fileRows(inserted));
  }

  /** Replaces the whole text. */
  replace(text: string): void {
    replaceSlice(this.#rows, 0, this.#rows.length, fileRows(splitRows(text)));
    this.#loose = text.length;
    this.#check = this.#startCheck();
  }

  /** Checks against something else from now on; every line waits to be checked again. */
  configure(settings: CheckSettings): void {
    this.#settings = settings;
    this.#check = this.#startCheck();
  }

  /** UTF-16 units (or bytes) of the rows that have come since texts were packed last. */
  get looseUnits(): number {
    return this.#loose;
  }

  /** Packs the texts of all rows, with a rest after each; what is asked of them is answered as before. */
  *packTexts(): Work<void> {
    const rows = [...this.#rows];
    this.#loose = 0;
    for (const [index, row] of rows.entries()) {
      row.pack(this.#texts);
      yield index / rows.length;
    }
    // What was positioned before holds on to the text that the rows were cut from.
    this.#positioned = new WeakMap();
  }

  /** Takes what is known of the file's bytes from now on. */
  tellBytes(bytes: FileBytes | undefined): void {
    this.#bytes = bytes;
    this.#check?.tellBytes(bytes);
  }

  /** A row with its value and positions, read once for as long as the row stays. */
  positioned(row: Row): ReadLine {
    let line = this.#positioned.get(row);
    if (!line) {
      line = positionLine(row.text);
      this.#positioned.set(row, line);
    }
    return line;
  }

  #takeRows(start: number, removed: number, inserted: readonly FileRow[]): void {
    replaceSlice(this.#rows, start, removed, inserted);
    if (start < this.#reach && this.#detect() !== this.#check?.context.fileShape) this.#check = this.#startCheck();
    else this.#check?.replaceRows(start, removed, inserted);
  }

  #detect(): Shape | undefined {
    const { shape, reach } = detection(this.#rows);
    this.#reach = reach;
    return decidedShape(shape, this.#settings);
  }

  #startCheck(): FileCheck | undefined {
    const fileShape = this.#detect();
    if (!fileShape) {
      this.exampleLines.restart(() => -1);
      return undefined;
    }
    const { severities, part, onRuleError } = this.#settings;
    const check = new FileCheck({
      rules,
      context: contextOf(this.#settings, fileShape),
      chosenSeverity: severityWith(severities),
      onRuleError,
      ...(part && { exampleLines: this.exampleLines }),
    });
    check.replaceRows(0, 0, this.#rows);
    check.tellBytes(this.#bytes);
    return check;
  }
}

function fileRows(rows: readonly Row[]): FileRow[] {
  return rows.map(({ text, lineBreak }) => new FileRow(text, lineBreak));
}
