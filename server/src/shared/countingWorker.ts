/**
 * How the counting worker of a browser is started. A web worker of an extension cannot start workers of its own nor read
 * the extension's files, so the client does both for the server:
 * - the first message to the server's worker carries a port to the client;
 * - through it the server sends `count` with a port that the counting worker will answer at, and the client tells of a
 *   `CountingFailure`; with `no more` it has the client end the worker;
 * - the counting worker sends the client a `VocabularyWanted` with a port for the `VocabularyFile`.
 */
export type CountingWanted = 'count' | 'no more';

/** Why nothing will be counted. */
export interface CountingFailure {
  readonly error: string;
}

/** The name of a vocabulary. */
export interface VocabularyWanted {
  readonly vocabulary: string;
}

/** The bytes of a vocabulary, or why there are none. */
export type VocabularyFile = { readonly bytes: Uint8Array } | CountingFailure;
