import type { FileBytes } from '../bytes/fileBytes';
import type { Report, Severity } from '../finding';
import type { JsonObject } from '../json/parse';
import type { Path } from '../json/path';
import type { Span } from '../json/positions';
import type { ExampleLines, FilePart } from '../project/exampleLines';
import type { FileRole } from '../project/partOf';
import type { MessageList, Shape } from '../shapes/shape';
import type { Model, Target } from '../targets/target';
import type { ExampleTokens } from '../tokens/countExample';
import type { Steps } from '../work';

/** What rules may know beside the line itself. */
export interface CheckContext {
  readonly target: Target;
  /** The shape that most lines of the file have. */
  readonly fileShape: Shape;
  /** The file's part in pairs of training and validation files; absent where it has none. */
  readonly part?: FilePart;
  /** The model that will be trained; absent where it is not known. */
  readonly model?: Model;
  /** The day (ISO date) on which the check is made; absent where nothing may depend on it. */
  readonly today?: string;
}

/**
 * What the texts of a line must hold, as they are meant and however they are spelt, for a rule to find anything in the line: a word, or
 * something that is looked for by itself.
 */
export type Sign = string | SignWord | { readonly of: SignOf };

/** A word that stands somewhere. */
export interface SignWord {
  readonly word: string;
  /** In small letters or capitals. */
  readonly ignoreCase?: true;
  /** Before so many letters, digits, `-` and `_`. */
  readonly keyLetters?: number;
  /** In a text that holds no line break. */
  readonly withoutLineBreak?: true;
}

/** Signs that are no words. */
export type SignOf = 'half characters' | 'control characters' | 'damaged letters' | 'white space around an answer';

/** Set by rules that find nothing in a line whose texts hold none of these; without it every line is looked at. */
export interface LooksForSigns {
  readonly signs?: readonly Sign[];
}

/** A line that is JSON, with what every rule would otherwise find out anew. */
export interface LineSubject {
  readonly text: string;
  readonly value: JsonObject;
  readonly shape: Shape | undefined;
  readonly lists: readonly MessageList[];
  /** How many members all objects of the value have together; the text holds more where a key stands twice. */
  readonly members: number;
}

/** A message that is an object, and its surroundings. */
export interface MessageSubject {
  readonly message: JsonObject;
  /** The message's index in its list. */
  readonly index: number;
  readonly list: MessageList;
  readonly line: LineSubject;
}

/** The path of something within a message; made only when something is reported. */
export function inMessage({ list, index }: MessageSubject, ...rest: Path): Path {
  return [...list.path, index, ...rest];
}

/** What stays known of a line once it was checked; all that file rules need, so that a stream may forget the text. */
export interface LineFacts {
  /** The line's shape; undefined when it fits none. */
  readonly shape: Shape | undefined;
  /** By what lines are compared; undefined for lines without a shape. */
  readonly hashes: LineHashes | undefined;
  /** Brackets that a line which is no JSON leaves open (negative: closes too many); 0 for lines that are JSON. */
  readonly openBrackets: number;
  /** Whether a line that is no JSON ends within a string. */
  readonly openString: boolean;
  readonly blank: boolean;
  /** The first UTF-16 unit that is no white space, nothing in a blank line; undefined for a line with a shape. */
  readonly first: string | undefined;
  /** The line's first token or words: what is marked when the whole line is meant. */
  readonly head: Span;
  /** What file rules compare of lines with a shape; a stream has forgotten it once the line was added. */
  readonly content?: ContentFacts;
}

/** By what a line is compared with others: equal for what is equal, 53 bits, so that among a million different lines two collide with a chance of 1 in 18,000. */
export interface LineHashes {
  /** Of the whole line, whatever the order of keys and the white space. */
  readonly whole: number;
  /** Of what the last answer comes after; undefined when the line has no such answer. */
  readonly input: number | undefined;
  /** Of the last answer. */
  readonly answer: number | undefined;
}

/** What file rules compare of one line with the others; each is undefined where the line has no such thing. */
export interface ContentFacts {
  /** The system prompt with which the conversation begins. */
  readonly system?: { readonly text: string; readonly path: Path };
  /** The keys and the types of their values, one pair a member: `id:number` and `answer:text`, with a line break between them. */
  readonly types: string;
  /** Set where a message shows an image. */
  readonly images?: true;
  /** The texts of a line with a prompt and a completion. */
  readonly pair?: { readonly prompt: string; readonly completion: string };
}

/** A line of the file as file rules know it: in an open file the same object for as long as the line is unchanged. */
export interface FileLine {
  readonly facts: LineFacts;
}

/** Lines without an order, as file rules keep them. */
export interface LineSet extends Iterable<FileLine> {
  readonly size: number;
  add(line: FileLine): unknown;
  delete(line: FileLine): boolean;
  has(line: FileLine): boolean;
}

/** Lines by a number of theirs. */
export interface LineTable {
  get(key: number): FileLine | undefined;
  set(key: number, line: FileLine): unknown;
  delete(key: number): unknown;
}

/**
 * In what file rules keep lines. A stream keeps numbers instead of lines and makes a line anew each time that it is asked
 * for one, so lines are the same when their index is, and what holds them outside of these makes memory grow with the file.
 */
export interface LineKeeping {
  readonly set: () => LineSet;
  readonly table: () => LineTable;
}

/** Keeps the lines themselves. */
export const heldLines: LineKeeping = { set: () => new Set<FileLine>(), table: () => new Map<number, FileLine>() };

/** The lines in their order. */
export interface FileView {
  readonly count: number;
  /** The line at this index (from 0). */
  readonly at: (index: number) => FileLine | undefined;
  /** A line's text; undefined for a line with a shape whose text a stream has forgotten. */
  readonly textOf: (line: FileLine) => string | undefined;
  /** The index of a line; costs the logarithm of the count. */
  readonly indexOf: (line: FileLine) => number;
  /** What the file's bytes tell; undefined as long as nobody has looked at them, as for a text that was never saved. */
  readonly bytes: FileBytes | undefined;
}

/** A report of a file rule, and the line that it is about. */
export interface FileReport extends Report {
  readonly line: FileLine;
  /** Another line that explains this one, of this file or (by its index from 0) of another. */
  readonly related?:
    | { readonly line: FileLine; readonly message: string }
    | { readonly file: string; readonly at: number; readonly message: string };
  /** How many lines, this one first, the report speaks for: what line rules said of them is left out. */
  readonly covers?: number;
  /** How many records the lines that it speaks for hold that do not stand on a line of their own; counted when it is asked, as they may be many. */
  readonly records?: () => number;
}

/** What a file rule remembers: kept current by adding and removing lines, so that an edit costs what it touches. */
export interface FileRuleState {
  readonly add: (line: FileLine) => void;
  readonly remove: (line: FileLine) => void;
  /** All that is to be said now; must cost nothing when there is nothing to say. */
  readonly reports: (view: FileView) => readonly FileReport[];
  /** Grows whenever there may be something else to say of lines that stand where they stood; absent where that is not known. */
  readonly revision?: () => number;
}

/** An example of a rule in text and, where the rule has a fix, the text after it. */
export interface RuleExample {
  /** Lines of a file; most examples have one. */
  readonly lines: readonly string[];
  /** The target that it is checked against; `openai` when absent. */
  readonly target?: string;
  /** The other file of a pair, for rules that compare. */
  readonly other?: { readonly role: FileRole; readonly name: string; readonly lines: readonly string[] };
  /** The lines after all fixes of the rule (suggestions too, when there is no fix). */
  readonly fixed?: readonly string[];
  /** The bytes of the file that the lines stand in, where the rule is about them. */
  readonly bytes?: FileBytes;
  /** The model to train; the target's usual one when absent. */
  readonly model?: string;
  /** What counting the first line is to give, where an example of its real length would fill the page. */
  readonly tokens?: ExampleTokens;
  /** The day on which the example is checked. */
  readonly today?: string;
}

/** What every rule tells of itself; docs, settings and messages derive from it. */
export interface RuleMeta {
  /** Names the bad thing in kebab-case; also the file's name. Ids are a contract. */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence: what is reported. */
  readonly summary: string;
  /** Why it matters for training, in a sentence or two. */
  readonly why: string;
  readonly bad: readonly RuleExample[];
  readonly good: readonly RuleExample[];
  /**
   * Set by rules that see more than one message and whose fixes count only on those that they change: fixes that change different
   * ones are applied together. A test holds it. Rules about single messages need not say so.
   */
  readonly mendsApart?: true;
}

/**
 * Set by rules that find nothing in a plain line of chat, whatever its texts say (see `LineScanner`), or nothing under some targets;
 * most lines are such, and are spared these rules. A test holds it.
 */
export interface PassesPlain {
  readonly passesPlain?: true | ((context: CheckContext) => boolean);
}

/** Calls back with each thing found. */
export type ReportTo = (report: Report) => void;

/** A rule about one line; which text it sees tells its `about`. */
export type LineRule =
  /** A line that is no JSON object; `reason` is the JSON parser's complaint when it is no JSON. What takes long may be left to steps. */
  | (RuleMeta & {
      readonly about: 'text';
      readonly check: (
        text: string,
        parsed: { readonly reason?: string; readonly value?: unknown },
        report: ReportTo,
        context: CheckContext,
      ) => Steps<void> | void;
    })
  /** A line that is a JSON object; `already` is what was reported of it so far, for rules that must not say it again. */
  | (RuleMeta &
      PassesPlain &
      LooksForSigns & {
        readonly about: 'line';
        readonly check: (line: LineSubject, report: ReportTo, context: CheckContext, already: readonly Report[]) => void;
      })
  /** A list of messages. */
  | (RuleMeta &
      PassesPlain & {
        readonly about: 'messages';
        readonly check: (list: MessageList, report: ReportTo, context: CheckContext, line: LineSubject) => void;
      })
  /** One message that is an object. */
  | (RuleMeta &
      PassesPlain &
      LooksForSigns & {
        readonly about: 'message';
        readonly check: (subject: MessageSubject, report: ReportTo, context: CheckContext) => void;
      });

/** A rule about the whole file. */
export type FileRule = RuleMeta & {
  readonly about: 'file';
  /** `examples` is given where the file is open and others may be compared with it while it is edited. */
  readonly start: (context: CheckContext, keeping: LineKeeping, examples?: ExampleLines<FileLine>) => FileRuleState;
};

/** What a rule about tokens sees of a line. */
export type CountedLine = Pick<LineSubject, 'text' | 'value' | 'shape' | 'lists'>;

/** A rule about a line that has more tokens than the model takes; asked once they are counted. */
export type TokenRule = RuleMeta & {
  readonly about: 'tokens';
  readonly check: (line: CountedLine, tokens: ExampleTokens, report: ReportTo, context: CheckContext) => void;
};

/** Any rule. */
export type Rule = LineRule | FileRule | TokenRule;
