import { endOfString } from './brackets';

/**
 * The texts of the values that stand one after the other in `text`, white space between them; for an array those of its
 * items, when `items` is asked for. Undefined where brackets do not match up or something else stands between.
 */
export function splitValues(text: string, items = false): string[] | undefined {
  const values: string[] = [];
  const base = items ? 1 : 0;
  let depth = 0;
  let start = -1;
  for (let index = 0; index < text.length; index++) {
    const char = text[index] ?? '';
    if (start === -1) {
      if (' \t\n\r'.includes(char)) continue;
      if (items && depth === 0 && char === '[') depth = 1;
      else if (items && depth === 1 && char === ']') depth = 0;
      else if (items && depth === 1 && char === ',') continue;
      else if (depth === base && (char === '{' || char === '[')) {
        start = index;
        depth += 1;
      } else return undefined;
    } else if (char === '"') index = endOfString(text, index);
    else if (char === '{' || char === '[') depth += 1;
    else if ((char === '}' || char === ']') && --depth === base) {
      values.push(text.slice(start, index + 1));
      start = -1;
    }
  }
  return depth === 0 && start === -1 ? values : undefined;
}

/**
 * Valid JSON put on one line: line breaks and the indentation around them are taken out, nothing else is changed. A space
 * stays behind a comma when the text writes spaces behind colons.
 */
export function onOneLine(text: string): string {
  const afterComma = /"\s*:[ \t]/.test(text.slice(0, 2000)) ? ' ' : '';
  let result = '';
  let copied = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (char === '"') index = endOfString(text, index);
    else if (char === '\n' || char === '\r') {
      let from = index;
      while (from > copied && ' \t'.includes(text.charAt(from - 1))) from -= 1;
      let to = index + 1;
      while (to < text.length && ' \t\n\r'.includes(text.charAt(to))) to += 1;
      result += text.slice(copied, from) + (text[from - 1] === ',' ? afterComma : '');
      copied = to;
      index = to - 1;
    }
  }
  return result + text.slice(copied);
}
