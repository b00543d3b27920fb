import type { Finding, Report, Severity } from '../finding';
import { nothingOpen, readOn } from '../json/brackets';
import { isObject, parseLine } from '../json/parse';
import { lineHead } from '../json/positions';
import type { Row } from '../rows/row';
import type { CheckContext, LineFacts, LineRule, LineSubject, MessageSubject, PassesPlain, Rule } from '../rules/rule';
import { shapeOf } from '../shapes/detect';
import type { MessageList } from '../shapes/shape';
import { atOnce, type Steps } from '../work';
import { CommonTexts, contentFacts } from './contentFacts';
import { lineHashes, numbersOf } from './lineHashes';
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
  return atOnce(lineChecking(row, plan));
}

// Each loop catches by itself: a function that is handed the call would cost more than most rules do.

/** The same in steps, of which a long line takes many; between them other lines may be checked. */
export function* lineChecking(row: Pick<Row, 'text'>, plan: CheckPlan): Steps<LineCheck> {
  const { text } = row;
  const isLong = text.length > longLine;
  const head = lineHead(text);
  const parsed = parseLine(text);
  if (!parsed.ok && text.trim() === '')
    return {
      facts: { shape: undefined, hashes: undefined, openBrackets: 0, openString: false, blank: true, first: '', head },
      findings: noFindings,
    };
  const found = new Collector();
  for (const { rule, chosen } of plan.text) {
    if (isLong) yield;
    found.of(rule, chosen);
    try {
      rule.check(text, parsed, found.report, plan.context);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
  if (!parsed.ok || !isObject(parsed.value)) {
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
  const { value } = parsed;
  const shape = shapeOf(value, plan.context.fileShape);
  const lists = shape?.messageLists?.(value) ?? noLists;
  const numbers = numbersOf(value, lists, plan.isExact);
  // What is known of a line's signs is forgotten when another one is looked at.
  const signs = isLong ? new LineSigns() : plan.signs;
  const { holdsAny } = signs;
  signs.look(text);
  const line: LineSubject = { text, value, shape, members: numbers.members, lists, holdsAny };
  const asked = isPlainLine(value, shape) ? plan.plain : plan.all;
  for (const list of line.lists) {
    checkList(list, line, asked, plan, found);
    for (let first = 0; first < list.messages.length; first += messagesAtOnce) {
      if (isLong) yield;
      checkMessages(list, first, line, asked, plan, found);
    }
  }
  for (const { rule, chosen } of asked.line) {
    if (isLong) yield;
    if (rule.signs && !holdsAny(rule.signs)) continue;
    found.of(rule, chosen);
    try {
      rule.check(line, found.report, plan.context, found.said);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
  // The text would be kept alive until another line is checked.
  plan.signs.look('');
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

function checkList(list: MessageList, line: LineSubject, asked: PlannedRules, plan: CheckPlan, found: Collector): void {
  for (const { rule, chosen } of asked.messages) {
    found.of(rule, chosen);
    try {
      rule.check(list, found.report, plan.context, line);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
}

/** Asks about some messages of a list, from `first` on. */
function checkMessages(list: MessageList, first: number, line: LineSubject, asked: PlannedRules, plan: CheckPlan, found: Collector): void {
  const end = Math.min(list.messages.length, first + messagesAtOnce);
  for (let index = first; index < end; index++) {
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
