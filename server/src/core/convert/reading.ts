/** A part of the text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Role = 'system' | 'user' | 'assistant';

/** One message made of the text. */
export interface ReadMessage {
  readonly role: Role;
  /** Never blank; line breaks are `\n`. */
  readonly content: string;
  /** Where the message stands in the text, labels between its parts included; undefined where it was not in the text. */
  readonly span: Span | undefined;
}

/** One training example made of the text: it has an answer, and the answer is its last message. */
export interface ReadExample {
  readonly messages: readonly ReadMessage[];
  /** The record of a known shape that the example is, on one line, where its messages do not say all of it. */
  readonly record?: string;
}

/** Says to the user what was left out or guessed, and where. */
export interface Note {
  readonly message: string;
  readonly span: Span;
  /** Something that was to be an example makes none; other notes are on a guess, or on what is none. */
  readonly costsExample?: true;
}

/** What a reading makes of a text; each of its non-blank characters is in a message, in `markup` or in a note. */
export interface ReadResult {
  readonly examples: readonly ReadExample[];
  readonly notes: readonly Note[];
  /** Labels, separators and the like: what the format explains, and what a note about the whole column or key leaves out. */
  readonly markup: readonly Span[];
  /** What the user may choose about this text, and what is taken so far. */
  readonly choices?: Choices;
}

/** What a text leaves open; each is there only where there is something to choose. */
export interface Choices {
  /** Who speaks, and who of them is taken for the assistant (`assistant`). */
  readonly speakers?: { readonly names: readonly string[]; readonly chosen: string | undefined };
  /** The columns of a table, or the keys of records that nobody knows, and which of them is which (`columns`). */
  readonly columns?: {
    readonly names: readonly string[];
    readonly chosen: ColumnRoles;
    /** What was asked for and is in none of the text's tables. */
    readonly unknown: readonly string[];
  };
  /** Templates for the prompt above a section (`heading`). */
  readonly headings?: { readonly templates: readonly string[]; readonly chosen: string };
  /** The sequence that the text has between prompt and completion, and the one behind each completion, empty where it has none. */
  readonly marks?: { readonly separator: string; readonly stop: string };
  /** What became of lines that were broken because they were full (`keepLineBreaks`). */
  readonly lineBreaks?: 'join' | 'keep';
}

/** Which columns hold what a role says, joined where there are several: names, or numbers from 1 where those name no column. */
export type ColumnRoles = Readonly<Partial<Record<Role, readonly string[]>>>;

/** What the user may choose; every choice has a default. */
export interface ConvertOptions {
  /** The system message for examples that bring none of their own. */
  readonly system?: string;
  /** The speaker of a transcript who is to be the assistant; otherwise the likeliest is taken. */
  readonly assistant?: string;
  /** What to do with running text: the answer to a prompt (`reply`, the default), begun by the user (`continue`), or whole (`complete`). */
  readonly passage?: 'reply' | 'continue' | 'complete';
  /** The prompt that running text replies to; `{title}` stands for its first heading or its first words. */
  readonly prompt?: string;
  /** The shape to write, `chat` unless said otherwise. */
  readonly shape?: 'chat' | 'completion';
  /** Which columns of a table are which; what is not said is guessed by name, then by what the cells hold. */
  readonly columns?: ColumnRoles;
  /** What the user asks above a section: `{heading}`, `{path}` (with the headings above it) and `{title}` (the first heading) are filled in. */
  readonly heading?: string;
  /** What stands between prompt and completion: in a text of such pairs, and in completions that are written. */
  readonly separator?: string;
  /** What stands behind each completion, in the text and in what is written. */
  readonly stop?: string;
  /** Lines of prose that were broken because they were full are joined unless this is true. */
  readonly keepLineBreaks?: boolean;
}

/** How surely a text is what a reading looks for. */
export interface Detection {
  /** From 0, surely not, to 1. */
  readonly confidence: number;
  /** One line for the user: what was seen. */
  readonly reason: string;
}

/** One way to turn text into examples. Neither function throws, whatever the text. */
export interface Reading {
  /** The name of the file, and the id in settings and commands: `question-answer`. */
  readonly id: string;
  /** The name that people see. */
  readonly title: string;
  /** Judges by the start of the text, so that a long text costs no more than a short one. */
  readonly detect: (text: string) => Detection;
  /** The ways to read the text that are offered beside each other, where there is more than one. */
  readonly ways?: readonly ReadingWay[];
  readonly read: (text: string, options: ConvertOptions) => ReadResult;
  /** The messages are prose as it stands in the text, so that lines that were wrapped at an edge may be joined. */
  readonly prose?: true;
  /** The whole text makes one example; where that is too long, the text is cut before it is read. */
  readonly whole?: true;
}

/** One way of a reading: what it is called, and the options that make it. */
export interface ReadingWay {
  /** Stands behind the reading's id: `passage-reply`. */
  readonly id: string;
  readonly title: string;
  /** One line for the user: what becomes of the text. */
  readonly effect: string;
  readonly options: ConvertOptions;
  /** Whether the user has to be asked for the prompt. */
  readonly asksPrompt?: boolean;
}
