import type { Diagnostic, TextEdit } from 'vscode-languageserver-protocol';
import type { SpanEdit } from '../core/json/edits';
import type { Path } from '../core/json/path';
import type { Fault, Mark } from '../core/transcript/cursor';
import type { MessageText } from '../core/transcript/messageText';
import type { LineChange } from '../core/transcript/rewrite';
import { RequestType } from './messageTypes';
import type { AboutDocument, Refused } from './protocol';

export type { Path } from '../core/json/path';
export type { Mark } from '../core/transcript/cursor';
export type { LineChange } from '../core/transcript/rewrite';

/** Client to server: why lines (from 0) of an open file, or all of them, should not be opened as text; null when they may be. */
export const mayEditAsText = new RequestType<AboutDocument & { readonly lines?: readonly number[] }, Refused | null, void>(
  'exemplar/mayEditAsText',
);

/** Client to server: training lines, without line breaks, as a transcript; null when that failed. */
export const writeTranscript = new RequestType<{ readonly lines: readonly string[] }, { readonly text: string } | null, void>(
  'exemplar/writeTranscript',
);

/** What is wrong with a transcript, and its parts for outline and folding. */
export interface TranscriptStructure {
  readonly faults: readonly Fault[];
  readonly marks: readonly Mark[];
}

/** Client to server: the structure of a transcript; null when that failed. */
export const readTranscript = new RequestType<{ readonly text: string }, TranscriptStructure | null, void>('exemplar/readTranscript');

/** A transcript and the file (as a URI) whose target and settings hold for it: that of its lines, or its own. */
export interface CheckTranscriptParams {
  readonly text: string;
  readonly uri: string;
}

/** Client to server: what is wrong with the examples of a transcript, where it shows them; nothing while it has faults. */
export const checkTranscript = new RequestType<CheckTranscriptParams, readonly Diagnostic[], void>('exemplar/checkTranscript');

/** A transcript, the file that holds for it, and the lines (from 0, both included) that are asked about. */
export interface TranscriptLinesParams extends CheckTranscriptParams {
  readonly first: number;
  readonly last: number;
}

/** A fix of something that is wrong, as a change of the transcript. */
export interface TranscriptFix {
  readonly title: string;
  /** Whether it is safe, or a suggestion that people have to choose. */
  readonly isSafe: boolean;
  readonly diagnostic: Diagnostic;
  readonly edit: TextEdit;
}

/** Client to server: the fixes for what is wrong in some lines of a transcript; nothing while it has faults. */
export const mendTranscript = new RequestType<TranscriptLinesParams, readonly TranscriptFix[], void>('exemplar/mendTranscript');

/** What is to be said behind a heading or key, before which UTF-16 unit of its line (from 0). */
export interface TranscriptLabel {
  readonly line: number;
  readonly character: number;
  readonly label: string;
}

/** Client to server: tokens of the messages in some lines of a transcript, and what is not learnt; nothing while it has faults. */
export const labelTranscript = new RequestType<TranscriptLinesParams, readonly TranscriptLabel[], void>('exemplar/labelTranscript');

/** A transcript and the lines that it was made of, as they are now. */
export interface RewriteLinesParams {
  readonly lines: readonly string[];
  readonly text: string;
  /** A line of the file, like which new lines are spelled. */
  readonly like: string;
}

/** The changes that make the lines say what the transcript says; none where it cannot be read. */
export interface RewrittenLines {
  readonly changes: readonly LineChange[];
  readonly faults: readonly Fault[];
}

/** Client to server: what a transcript changes in its lines; null when that failed. */
export const rewriteLines = new RequestType<RewriteLinesParams, RewrittenLines | null, void>('exemplar/rewriteLines');

/** A text within a line. */
export interface TextPlace {
  readonly line: string;
  readonly path: Path;
}

/** Client to server: the text at a path of a line, to be edited raw; null when that failed. */
export const readMessageText = new RequestType<TextPlace, MessageText | null, void>('exemplar/readMessageText');

/** Client to server: the edit that puts another text in the place; null when there is no text at the path. */
export const writeMessageText = new RequestType<TextPlace & { readonly text: string }, SpanEdit | null, void>('exemplar/writeMessageText');
