import { createScanner } from 'jsonc-parser';
import { parseLine } from './parse';

/** The value of a string as it is spelled, its quotes included, of a broken one as far as it can be read. */
export function valueOfString(spelled: string): string {
  const parsed = parseLine(spelled);
  if (parsed.ok) return String(parsed.value);
  const scanner = createScanner(spelled);
  scanner.scan();
  return scanner.getTokenValue();
}
