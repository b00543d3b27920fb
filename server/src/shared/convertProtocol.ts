import type { ColumnRoles } from '../core/convert/reading';
import { RequestType } from './messageTypes';

/** How text is to be converted; every choice has a default. */
export interface ConvertParams {
  readonly text: string;
  /** The one reading that is wanted, by the id of an offer; without it every sensible one is offered. For a preview that follows each choice. */
  readonly reading?: string;
  /** The id of the shape to write; without it that of the destination, else what its target usually takes. */
  readonly shape?: string;
  readonly system?: string;
  /** The speaker who is to be the assistant. */
  readonly assistant?: string;
  /** What running text answers; `{title}` stands for its heading or first words. */
  readonly prompt?: string;
  /** Columns of a table by role: their names, or their numbers from 1; several are joined. */
  readonly columns?: ColumnRoles;
  /** The prompt above a section: `{heading}`, `{path}` and `{title}` are filled in. */
  readonly heading?: string;
  /** What stands between prompt and completion, in the text and in completions that are written. */
  readonly separator?: string;
  /** What stands behind each completion. */
  readonly stop?: string;
  /** Whether lines of prose that were broken because they were full stay so; without it they are joined. */
  readonly keepLineBreaks?: boolean;
  /** Examples of more tokens are cut. */
  readonly maxTokens?: number;
  /** Tokens that each part repeats of the one before; fewer than `maxTokens`. */
  readonly overlap?: number;
  /** The training file that the lines are to go to: its shape and dominant system prompt are followed. */
  readonly destination?: string;
}

/** What the user may choose about a text that is read in one way; each is there only where there is something to choose. */
export interface ConvertChoices {
  /** The columns of a table, or the keys of records, and which of them are taken for which role (`columns` sets it). */
  readonly columns?: { readonly names: readonly string[]; readonly chosen: ColumnRoles };
  /** Templates for the prompt above a section, any other is possible too (`heading`). */
  readonly headings?: { readonly templates: readonly string[]; readonly chosen: string };
  /** The marks that a text of prompts and completions has; a stop of nothing where it has none. */
  readonly marks?: { readonly separator: string; readonly stop: string };
  /** What became of lines that were broken because they were full (`keepLineBreaks`). */
  readonly lineBreaks?: 'join' | 'keep';
  /** Marks that occur nowhere in the text, to be written into completions; the first is the one to preselect (`separator`, `stop`). */
  readonly separators: readonly string[];
  readonly stops: readonly string[];
}

/** Where a message stands in the text: UTF-16 offsets, `end` exclusive; null where it was not in the text. */
export interface ConvertSource {
  readonly role: 'system' | 'user' | 'assistant';
  readonly span: { readonly start: number; readonly end: number } | null;
}

/** One way to read the text and what it gives. */
export interface ConvertOffer {
  readonly id: string;
  readonly title: string;
  /** "3 examples, 11 messages, 812 tokens". */
  readonly summary: string;
  readonly reason: string;
  /** The id of the shape that was asked for or follows from the destination. */
  readonly shape: string;
  /** The id of another shape that the target takes and that these lines could have, to switch to. */
  readonly otherShape?: string;
  /** The training lines, without line breaks. */
  readonly lines: readonly string[];
  /** Tokens only where they could be counted at once. */
  readonly counts: { readonly examples: number; readonly messages: number; readonly tokens?: number };
  /** The messages of the first 500 lines, each with its place in the text. */
  readonly sources: readonly (readonly ConvertSource[])[];
  /** What was skipped or guessed, with the line (from 1) of the text. */
  readonly notes: readonly string[];
  readonly choices: ConvertChoices;
  /** The speakers found, where there are any, and who is taken for the assistant. */
  readonly speakers: readonly string[];
  readonly assistant?: string;
  /** True when the prompt has to be asked for before the lines can train. */
  readonly needsPrompt: boolean;
}

/** Client to server: every sensible way to turn the text into training lines, best first. May be cancelled; a long text takes seconds. */
export const convertText = new RequestType<ConvertParams, readonly ConvertOffer[], void>('exemplar/convertText');
