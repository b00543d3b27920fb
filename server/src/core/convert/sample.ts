/** UTF-16 units that are looked at to judge what a text is. */
const sampleLength = 1 << 18;

/** The start of the text, long enough to judge what the text is. */
export function sampleOf(text: string): string {
  return text.length > sampleLength ? text.slice(0, sampleLength) : text;
}
