const quote = 0x22;
const backslash = 0x5c;

/** How many brackets and braces a line opens beyond those that it closes (negative: the reverse); those in strings do not count. */
export function openBrackets(text: string): number {
  let open = 0;
  for (let index = 0; index < text.length; index++) {
    switch (text.charCodeAt(index)) {
      case quote:
        index = endOfString(text, index);
        break;
      case 0x7b:
      case 0x5b:
        open += 1;
        break;
      case 0x7d:
      case 0x5d:
        open -= 1;
        break;
    }
  }
  return open;
}

/** The index of the quote that closes the string opened at `start`; the text's length when none does. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}

/** How deep a line's brackets nest at the most; those in strings do not count. */
export function nestingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

/** How many object keys a line of valid JSON spells out, doubles included. */
export function countKeys(text: string): number {
  let keys = 0;
  for (let start = text.indexOf('"'); start !== -1; start = text.indexOf('"', start)) {
    let next = endOfString(text, start) + 1;
    while (text.charCodeAt(next) <= 0x20) next += 1;
    if (text.charCodeAt(next) === 0x3a) keys += 1;
    start = next;
  }
  return keys;
}

/** Where the end of a line leaves the reader of a record that goes on over several lines. */
export interface OpenState {
  /** How many brackets are open. */
  readonly depth: number;
  /** Whether the line ends within a string. */
  readonly inString: boolean;
}

/** The state at the start of a record. */
export const nothingOpen: OpenState = { depth: 0, inString: false };

/** What is open after `text`, which goes on where `state` left off; a string that a line break cuts goes on as well. */
export function readOn(text: string, state: OpenState): OpenState {
  let { depth } = state;
  let index = 0;
  if (state.inString) {
    index = endOfOpenString(text);
    if (index === text.length) return state;
    index += 1;
  }
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === quote) {
      index = endOfString(text, index);
      if (index === text.length) return { depth, inString: true };
    } else if (code === 0x7b || code === 0x5b) depth += 1;
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return { depth, inString: false };
}

/** The index of the first quote that is not escaped, in a text that begins within a string; its length when there is none. */
export function endOfOpenString(text: string): number {
  return text.startsWith('"') ? 0 : endOfString(text, 0);
}

/** At least as many as `countKeys` finds, and mostly as many, at half the cost: quotes followed by a colon. */
export function countKeysRoughly(text: string): number {
  let keys = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let before = colon - 1;
    while (text.charCodeAt(before) <= 0x20) before -= 1;
    if (text.charCodeAt(before) === quote) keys += 1;
  }
  return keys;
}
