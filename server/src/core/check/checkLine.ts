import type { Finding, Report, Severity } from '../finding';
import { nothingOpen, readOn } from '../json/brackets';
import { isObject, parseLine } from '../json/parse';
import { lineHead } from '../json/positions';
import type { CheckContext, LineFacts, LineRule, LineSubject, MessageSubject, Rule } from '../rules/rule';
import { shapeOf } from '../shapes/detect';
import type { MessageList } from '../shapes/shape';
import { digest } from './hash';

/** A line rule that is on, with the severity that target and settings give it. */
interface ActiveRule<About extends LineRule['about']> {
  readonly rule: Extract<LineRule, { about: About }>;
  readonly severity: Severity;
}

/** Everything that checking a line needs, made once for a file. */
export interface CheckPlan {
  readonly context: CheckContext;
  readonly text: readonly ActiveRule<'text'>[];
  readonly line: readonly ActiveRule<'line'>[];
  readonly messages: readonly ActiveRule<'messages'>[];
  readonly message: readonly ActiveRule<'message'>[];
  /** Told of a rule that threw; the other rules go on. */
  readonly onRuleError: (rule: string, error: unknown) => void;
}

/** A rule's severity after target and settings were asked. */
export type SeverityOf = (rule: Rule, context: CheckContext) => Severity | 'off';

/** Sorts the rules by what they look at and leaves out those that are off. */
export function planCheck(
  rules: readonly Rule[],
  context: CheckContext,
  severityOf: SeverityOf,
  onRuleError: CheckPlan['onRuleError'],
): CheckPlan {
  const active = <About extends LineRule['about']>(about: About): ActiveRule<About>[] =>
    rules.flatMap((rule) => {
      const severity = rule.about === about ? severityOf(rule, context) : 'off';
      return severity === 'off' ? [] : [{ rule: rule as ActiveRule<About>['rule'], severity }];
    });
  return { context, text: active('text'), line: active('line'), messages: active('messages'), message: active('message'), onRuleError };
}

/** What checking a line gives. */
export interface LineCheck {
  readonly facts: LineFacts;
  readonly findings: readonly Finding[];
}

const noFindings: readonly Finding[] = [];
const noLists: readonly MessageList[] = [];

// Each loop catches by itself: a function that is handed the call would cost more than most rules do.

/** Checks one line with all line rules; never throws, a rule that fails is told to `onRuleError` and passed over. */
export function checkLine(text: string, plan: CheckPlan): LineCheck {
  const head = lineHead(text);
  if (text.trim() === '')
    return {
      facts: { shape: undefined, hash: undefined, openBrackets: 0, openString: false, blank: true, text, head },
      findings: noFindings,
    };
  const parsed = parseLine(text);
  const found = new Collector();
  for (const { rule, severity } of plan.text) {
    found.of(rule, severity);
    try {
      rule.check(text, parsed, found.report, plan.context);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
  if (!parsed.ok || !isObject(parsed.value)) {
    const { depth, inString } = parsed.ok ? nothingOpen : readOn(text, nothingOpen);
    const facts = { shape: undefined, hash: undefined, openBrackets: depth, openString: inString, blank: false, text, head };
    return { facts, findings: found.findings };
  }
  const { value } = parsed;
  const shape = shapeOf(value, plan.context.fileShape);
  const { hash, members } = digest(value);
  const line: LineSubject = { text, value, shape, members, lists: shape?.messageLists?.(value) ?? noLists };
  for (const list of line.lists) checkMessages(list, line, plan, found);
  for (const { rule, severity } of plan.line) {
    found.of(rule, severity);
    try {
      rule.check(line, found.report, plan.context, found.findings);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
  return {
    facts: { shape, hash, openBrackets: 0, openString: false, blank: false, text: shape ? undefined : text, head },
    findings: found.findings,
  };
}

function checkMessages(list: MessageList, line: LineSubject, plan: CheckPlan, found: Collector): void {
  for (const { rule, severity } of plan.messages) {
    found.of(rule, severity);
    try {
      rule.check(list, found.report, plan.context, line);
    } catch (error) {
      plan.onRuleError(rule.id, error);
    }
  }
  for (let index = 0; index < list.messages.length; index++) {
    const message = list.messages[index];
    if (!isObject(message)) continue;
    const subject: MessageSubject = { message, index, list, line };
    for (const { rule, severity } of plan.message) {
      found.of(rule, severity);
      try {
        rule.check(subject, found.report, plan.context);
      } catch (error) {
        plan.onRuleError(rule.id, error);
      }
    }
  }
}

/** Collects one line's findings; the array is made only when there is one, because most lines have none. */
class Collector {
  findings: readonly Finding[] = noFindings;
  #own: Finding[] | undefined;
  #rule = '';
  #severity: Severity = 'error';
  #isChosen = false;

  /** Says whose reports follow. */
  of(rule: Rule, severity: Severity): void {
    this.#rule = rule.id;
    this.#severity = severity;
    this.#isChosen = severity !== rule.severity;
  }

  readonly report = (report: Report): void => {
    this.#own ??= [];
    const severity = (this.#isChosen ? undefined : report.severity) ?? this.#severity;
    this.#own.push({ rule: this.#rule, ...report, severity });
    this.findings = this.#own;
  };
}
