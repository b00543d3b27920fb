import type { Finding, Report, Severity } from '../finding';
import { nothingOpen, readOn } from '../json/brackets';
import { isObject, type JsonObject, type Parsed, parseLine } from '../json/parse';
import { lineHead } from '../json/positions';
import type { Row } from '../rows/row';
import type { CheckContext, LineFacts, LineRule, LineSubject, MessageSubject, PassesPlain, Rule } from '../rules/rule';
import { shapeOf } from '../shapes/detect';
import type { MessageList } from '../shapes/shape';
import { atOnce, type Steps } from '../work';
import { CommonTexts, contentFacts } from './contentFacts';
import { type LineNumbers, lineHashes, numbersOf } from './lineHashes';
import { LineSigns } from './lineSigns';
import { isPlainLine } from './plainLine';

/** A line rule with the severity that settings or target give it; undefined when they say nothing of it. */
interface PlannedRule<About extends LineRule['about']> {
  readonly rule: Extract<LineRule, { about: About }>;
  readonly chosen: Severity | 'off' | undefined;
}

/** The rules to ask about a line that is a JSON object. */
interface PlannedRules {
  readonly line: readonly PlannedRule<'line'>[];
  readonly messages: readonly PlannedRule<'messages'>[];
  readonly message: readonly PlannedRule<'message'>[];
}

/** Everything that checking a line needs, made once for a file. */
export interface CheckPlan {
  readonly context: CheckContext;
  readonly signs: LineSigns;
  readonly common: CommonTexts;
  /** Whether every line needs its exact hashes: its text will be gone, or other files are compared with it. */
  readonly isExact: boolean;
  readonly text: readonly PlannedRule<'text'>[];
  readonly all: PlannedRules;
  /** Those that may find something in a plain line. */
  readonly plain: PlannedRules;
  readonly onRuleError: CheckOptions['onRuleError'];
}

/** The severity that settings or target choose for a rule; undefined leaves it to the rule. */
export type ChosenSeverity = (rule: Rule, context: CheckContext) => Severity | 'off' | undefined;

/** How a file is to be checked. */
export interface CheckOptions {
  readonly rules: readonly Rule[];
  readonly context: CheckContext;
  readonly chosenSeverity: ChosenSeverity;
  /** Told of a rule that threw; the other rules go on. */
  readonly onRuleError: (rule: string, error: unknown) => void;
}

/** Sorts the rules by what they look at. Those that are off run too: what they would say, no other rule may say in their place. */
export function planCheck({ rules, context, chosenSeverity, onRuleError }: CheckOptions, isExact: boolean): CheckPlan {
  const planned = <About extends LineRule['about']>(about: About): PlannedRule<About>[] =>
    rules
      .filter((rule) => rule.about === about)
      .map((rule) => ({ rule: rule as PlannedRule<About>['rule'], chosen: chosenSeverity(rule, context) }));
  const all: PlannedRules = { line: planned('line'), messages: planned('messages'), message: planned('message') };
  const isAsked = ({ rule: { passesPlain } }: { readonly rule: PassesPlain }): boolean =>
    typeof passesPlain === 'function' ? !passesPlain(context) : passesPlain !== true;
  return {
    context,
    signs: new LineSigns(),
    common: new CommonTexts(),
    isExact,
    text: planned('text'),
    all,
    plain: { line: all.line.filter(isAsked), messages: all.messages.filter(isAsked), message: all.message.filter(isAsked) },
    onRuleError,
  };
}

/** What checking a line gives. */
export interface LineCheck {
  readonly facts: LineFacts;
  readonly findings: readonly Finding[];
}

const noFindings: readonly Finding[] = [];
const noLists: readonly MessageList[] = [];

/** Checking a line with more UTF-16 units than this is felt by whoever waits for another answer. */
export const longLine = 1 << 18;

// Asking all rules about so many takes a few milliseconds.
const messagesAtOnce = 1000;

/** Checks one line with all line rules; never throws, a rule that fails is told to `onRuleError` and passed over. */
export function checkLine(row: Pick<Row, 'text'>, plan: CheckPlan): LineCheck {
  const parsed = parseLine(row.text);
  if (!parsed.ok || !isObject(parsed.value)) return atOnce(otherChecking(row.text, parsed, plan));
  const asking = begin(row.text, parsed.value, plan, plan.signs);
  for (const list of asking.line.lists) {
    checkList(list, asking, plan);
    checkMessages(list, 0, list.messages.length, asking, plan);
  }
  checkObject(0, asking.asked.line.length, asking, plan);
  // The text would be kept alive until another line is checked.
  plan.signs.look('');
  return finish(row, asking, plan);
}

/** The same in steps, for long lines: between them other lines may be checked. */
export function* lineChecking(row: Pick<Row, 'text'>, plan: CheckPlan): Steps<LineCheck> {
  const parsed = parseLine(row.text);
  yield;
  if (!parsed.ok || !isObject(parsed.value)) return yield* otherChecking(row.text, parsed, plan);
  // What is known of a line's signs is forgotten when another one is looked at.
  const asking = begin(row.text, parsed.value, plan, new LineSigns());
  for (const list of asking.line.lists) {
    checkList(list, asking, plan);
    for (let first = 0; first < list.messages.length; first += messagesAtOnce) {
      yield;
      checkMessages(list, first, Math.min(list.messages.length, first + messagesAtOnce), asking, plan);
    }
  }
  for (let rule = 0; rule < asking.asked.line.length; rule++) {
    yield;
    checkObject(rule, rule + 1, asking, plan);
  }
  return finish(row, asking, plan);
}

/** A line that is no JSON object. */
function* otherChecking(text: string, parsed: Parsed, plan: CheckPlan): Steps<LineCheck> {
  const head = lineHead(text);
  if (!parsed.ok && text.trim() === '')
    return {
      facts: { shape: undefined, hashes: undefined, openBrackets: 0, openString: false, blank: true, first: '', head },
      findings: noFindings,
    };
  const found = new Collector();
  for (const { rule, chosen } of plan.text) {
    found.of(rule, chosen);
    try {
      const more = rule.check(text, parsed, found.report, plan.context);
      if (more) yield* more;
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
    yield;
  }
  const { depth, inString } = parsed.ok ? nothingOpen : readOn(text, nothingOpen);
  const facts = {
    shape: undefined,
    hashes: undefined,
    openBrackets: depth,
    openString: inString,
    blank: false,
    first: text[head.start],
    head,
  };
  return { facts, findings: found.findings };
}

/** A line that is a JSON object, which rules to ask about it, and what they have said so far. */
interface Asking {
  readonly line: LineSubject;
  readonly numbers: LineNumbers;
  readonly asked: PlannedRules;
  readonly found: Collector;
}

function begin(text: string, value: JsonObject, { context, isExact, plain, all }: CheckPlan, signs: LineSigns): Asking {
  const shape = shapeOf(value, context.fileShape);
  const lists = shape?.messageLists?.(value) ?? noLists;
  const numbers = numbersOf(value, lists, isExact);
  signs.look(text);
  const line: LineSubject = { text, value, shape, members: numbers.members, lists, holdsAny: signs.holdsAny };
  return { line, numbers, asked: isPlainLine(value, shape) ? plain : all, found: new Collector() };
}

function finish(row: Pick<Row, 'text'>, { line, numbers, found }: Asking, plan: CheckPlan): LineCheck {
  const { shape, text } = line;
  const head = lineHead(text);
  return {
    facts: {
      shape,
      hashes: shape && lineHashes(row, line, numbers, plan.isExact),
      openBrackets: 0,
      openString: false,
      blank: false,
      first: shape ? undefined : text[head.start],
      head,
      content: shape && contentFacts(line, plan.common),
    },
    findings: found.findings,
  };
}

// Each loop catches by itself: a function that is handed the call would cost more than most rules do.

function checkObject(from: number, to: number, { line, asked, found }: Asking, plan: CheckPlan): void {
  for (let index = from; index < to; index++) {
    const planned = asked.line[index];
    if (!planned) continue;
    const { rule, chosen } = planned;
    if (rule.signs && !line.holdsAny(rule.signs)) continue;
    found.of(rule, chosen);
    try {
      rule.check(line, found.report, plan.context, found.said);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
}

function checkList(list: MessageList, { line, asked, found }: Asking, plan: CheckPlan): void {
  for (const { rule, chosen } of asked.messages) {
    found.of(rule, chosen);
    try {
      rule.check(list, found.report, plan.context, line);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
}

function checkMessages(list: MessageList, from: number, to: number, { line, asked, found }: Asking, plan: CheckPlan): void {
  for (let index = from; index < to; index++) {
    const message = list.messages[index];
    if (!isObject(message)) continue;
    const subject: MessageSubject = { message, index, list, line };
    for (const { rule, chosen } of asked.message) {
      found.of(rule, chosen);
      try {
        rule.check(subject, found.report, plan.context);
      } catch (error) {
        plan.onRuleError(rule.id, error);
      }
    }
  }
}

/** Collects one line's findings; arrays are made only when there is one, because most lines have none. */
class Collector {
  findings: readonly Finding[] = noFindings;
  /** The findings and what rules said that are off. */
  said: readonly Report[] = noFindings;
  #found: Finding[] | undefined;
  #heard: Report[] | undefined;
  #rule: Rule | undefined;
  #chosen: Severity | 'off' | undefined;

  /** Says whose reports follow. */
  of(rule: Rule, chosen: Severity | 'off' | undefined): void {
    this.#rule = rule;
    this.#chosen = chosen;
  }

  readonly report = (report: Report): void => {
    if (!this.#rule) return;
    this.#heard ??= [];
    this.#heard.push(report);
    this.said = this.#heard;
    if (this.#chosen === 'off') return;
    this.#found ??= [];
    this.#found.push({ rule: this.#rule.id, ...report, severity: this.#chosen ?? report.severity ?? this.#rule.severity });
    this.findings = this.#found;
  };
}
