/** The words of the form itself, as they stand in headings. */
export const words = { example: '===== example', verbatim: '===== verbatim' } as const;

/** Stands in the place of a role where there is none, or where it is no text. */
export const noRole = '(no role)';

/** Roles that need no quotes. */
export const plainRole = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.\- ]*[\p{L}\p{N}_.-])?$/u;

/** Names, ids and details of blocks that need no quotes. */
export const plainWord = /^[\w.:/@+-]+$/;

/** Types of parts that need no block of JSON. */
export const plainType = /^[\w-]+$/;

/** Whether a text is a transcript: it begins with the heading of an example. */
export function isTranscript(text: string): boolean {
  return /^\ufeff?\s*={5} (?:example|verbatim)[ \t]*(?:[\r\n]|$)/.test(text);
}
