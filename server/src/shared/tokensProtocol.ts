import { RequestType } from './messageTypes';
import type { AboutDocument } from './protocol';

/** Which line's tokens are wanted; of long lines those around a character. */
export interface LineTokensParams extends AboutDocument {
  /** Index from 0. */
  readonly line: number;
  /** UTF-16 offset in the line. */
  readonly character: number;
}

/** A stretch of whole characters that one token makes, or several together where they end within a character. */
export interface TokenPiece {
  /** UTF-16 offset in the line; it begins where the one before it ends. */
  readonly end: number;
  /** By the vocabulary's numbers; -1 for what the tokenizer does not know. */
  readonly ids: readonly number[];
}

/** The tokens of one text of a line, perhaps only some of them. */
export interface TokenizedText {
  /** The tokens of the whole text, and how many of them come before these. */
  readonly total: number;
  readonly before: number;
  /** Where the first piece begins in the line. */
  readonly start: number;
  readonly pieces: readonly TokenPiece[];
}

/** The tokens of what is said in a line. */
export interface LineTokens {
  readonly texts: readonly TokenizedText[];
  /** The tokens of all texts of the line. */
  readonly total: number;
  /** Whether the line has more tokens than these. */
  readonly isPart: boolean;
  readonly model: string;
  /** Why they are not the model's own, as a sentence without a full stop; absent where they are. */
  readonly estimate?: string;
  /** The path of the tokenizer that tells them apart, where one was chosen. */
  readonly by?: string;
}

/** Client to server: the tokens of a line of an open file, or why there are none to show; null when the file is not open. */
export const lineTokens = new RequestType<LineTokensParams, LineTokens | { readonly why: string } | null, void>('exemplar/lineTokens');
