import { isArray, isObject, parseLine } from '../json/parse';
import type { Row } from '../rows/row';
import type { ContentFacts, LineFacts } from '../rules/rule';
import type { LineScanner } from '../scan/lineScanner';
import type { Shape } from '../shapes/shape';
import type { LineCheck } from './checkedLine';
import { longestPrompt } from './contentFacts';
import { Hashes } from './lineHashes';

/** What all plain lines with the same roles have in common, when no rule finds anything in them. */
interface Silent {
  readonly shape: Shape;
  /** Whether the last message answers the others. */
  readonly isAnswered: boolean;
  readonly content: ContentFacts;
}

const mostKept = 10_000;
// Prompts that lines have in common come again soon, and of others it is enough that their lines have them.
const mostPrompts = 500;
// Lines with more messages mostly have each a sequence of roles of their own.
const mostMessages = 200;
const systemPath = ['messages', 0, 'content'];

/**
 * Plain lines in which no rule finds anything, as most lines are: they need not be parsed. What rules say of such a line whose texts hold
 * no signs depends on its roles alone, so they are asked once about each sequence of roles, with a line that is made for it.
 */
export class PlainLines {
  readonly #byRoles = new Map<number, Silent | undefined>();
  readonly #bySystem = new Map<number, ContentFacts>();
  #head = { start: 0, end: 0 };

  /** What is known of the plain line without signs that was scanned last; undefined when rules have to be asked about it. `ask` checks a line with all rules. */
  facts(scanned: LineScanner, row: Pick<Row, 'text'>, ask: (text: string) => LineCheck): LineFacts | undefined {
    const { roles } = scanned;
    let silent = this.#byRoles.get(roles);
    if (!silent) {
      if (this.#byRoles.has(roles)) return undefined;
      silent = this.#askAbout(row, ask);
      if (this.#byRoles.size >= mostKept) this.#byRoles.clear();
      this.#byRoles.set(roles, silent);
      if (!silent) return undefined;
    }
    const { shape, isAnswered, content } = silent;
    const { whole, systemNumber } = scanned;
    return {
      shape,
      hashes: isAnswered ? new Hashes(whole, scanned.before, scanned.last) : new Hashes(whole, undefined, undefined),
      openBrackets: 0,
      openString: false,
      blank: false,
      first: undefined,
      head: this.#headOf(scanned),
      content: systemNumber === undefined ? content : this.#withPrompt(content, systemNumber, scanned),
    };
  }

  #askAbout({ text }: Pick<Row, 'text'>, ask: (text: string) => LineCheck): Silent | undefined {
    const parsed = parseLine(text);
    const list = parsed.ok && isObject(parsed.value) ? parsed.value.messages : undefined;
    if (!isArray(list) || list.length > mostMessages) return undefined;
    const messages = list.map((message) => ({ role: isObject(message) ? message.role : undefined, content: 'x' }));
    const { facts, findings } = ask(JSON.stringify({ messages }));
    const { shape, hashes, content } = facts;
    if (findings.length > 0 || shape?.id !== 'chat' || !hashes || !content) return undefined;
    return { shape, isAnswered: hashes.input !== undefined, content: { types: content.types } };
  }

  // Lines of a file mostly begin alike, and a million of them need but one.
  #headOf({ headStart, headEnd }: LineScanner): LineFacts['head'] {
    if (headStart !== this.#head.start || headEnd !== this.#head.end) this.#head = { start: headStart, end: headEnd };
    return this.#head;
  }

  #withPrompt(content: ContentFacts, number: number, scanned: LineScanner): ContentFacts {
    let known = this.#bySystem.get(number);
    if (!known) {
      const text = scanned.system;
      known = text.length > longestPrompt ? content : { ...content, system: { text, path: systemPath } };
      if (this.#bySystem.size >= mostPrompts) this.#bySystem.clear();
      this.#bySystem.set(number, known);
    }
    return known;
  }
}
