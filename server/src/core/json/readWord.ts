import type { Token } from './looseTokens';
import { afterValue, edit, fault, type Reading, type State, stop } from './reading';
import { contentEnd } from './skip';

const literals = new Map([
  ['True', 'true'],
  ['False', 'false'],
  ['None', 'null'],
]);
const notNumbers = /^[-+]?(?:nan|inf(?:inity)?)$/i;
const noValues = /^(?:undefined|null|nil|none|na|true|false)$/i;
const numberLike = /^[-+.]?\d/;
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/** Tells words that are values, in JSON or in Python. */
export function isLiteral(word: string): boolean {
  return word === 'true' || word === 'false' || word === 'null' || literals.has(word) || jsonNumber.test(word);
}

/** Reads a value that is no string: literals, numbers and what people take for them. */
export function readWord(reading: Reading, token: Token & { kind: 'word' }): State {
  const { text, open } = reading;
  const word = token.text;
  const literal = literals.get(word);
  if (literal) {
    fault(reading, 'python-literal', token, 'certain');
    edit(reading, token.start, token.end, literal);
  } else if (notNumbers.test(word)) {
    fault(reading, 'not-a-number', token, 'likely');
    edit(reading, token.start, token.end, 'null');
  } else if (!isLiteral(word)) {
    if (token.end === contentEnd(text, text.length) && open.length > 0)
      return stop(reading, 'truncated', { start: token.end - 1, end: token.end });
    if (numberLike.test(word)) return stop(reading, 'invalid-number', token);
    if (!noValues.test(word)) return stop(reading, 'unquoted-text', token);
    fault(reading, 'undefined-value', token, 'likely');
    edit(reading, token.start, token.end, /^(?:true|false)$/i.test(word) ? word.toLowerCase() : 'null');
  }
  return afterValue(reading);
}
