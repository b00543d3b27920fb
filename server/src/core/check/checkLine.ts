import type { Finding, Report, Severity } from '../finding';
import { nothingOpen, readOn } from '../json/brackets';
import { isObject, type JsonObject, type Parsed, parseLine } from '../json/parse';
import { lineHead } from '../json/positions';
import { unitsOf } from '../rows/fileRow';
import { longLine, type Row } from '../rows/row';
import type { LineSubject, MessageSubject, Rule } from '../rules/rule';
import type { LineScanner } from '../scan/lineScanner';
import { shapeOf } from '../shapes/detect';
import type { MessageList } from '../shapes/shape';
import { atOnce, type Steps } from '../work';
import type { LineCheck } from './checkedLine';
import type { CheckPlan, PlannedRules } from './checkPlan';
import { contentFacts } from './contentFacts';
import type { ValueHashes } from './hash';
import { hashesOfLine, lineHashes } from './lineHashes';

const noFindings: readonly Finding[] = [];
const noLists: readonly MessageList[] = [];

// Asking all rules about so many takes a few milliseconds.
const messagesAtOnce = 1000;

/** Checks one line with all line rules; never throws, a rule that fails is told to `onRuleError` and passed over. */
export function checkLine(row: Pick<Row, 'text'>, plan: CheckPlan): LineCheck {
  if (unitsOf(row) > longLine) return atOnce(lineChecking(row, plan));
  const { scanner, plainLines } = plan;
  scanner.scan(row);
  const facts =
    scanner.isPlain && scanner.signs === 0
      ? plainLines.facts(scanner, row, (text) => checkScanned({ text }, { isPlain: false, signs: -1 }, plan))
      : undefined;
  return facts ? { facts, findings: noFindings, holdsTexts: true } : checkScanned(row, scanner, plan);
}

/** What scanning a line told that rules are chosen by. */
type Scanned = Pick<LineScanner, 'isPlain' | 'signs'>;

function checkScanned(row: Pick<Row, 'text'>, scanned: Scanned, plan: CheckPlan): LineCheck {
  const { text } = row;
  const parsed = parseLine(text);
  if (!parsed.ok || !isObject(parsed.value)) return atOnce(otherChecking(text, parsed, plan));
  const asking = begin(text, parsed.value, scanned, plan);
  for (const list of asking.line.lists) {
    checkList(list, asking, plan);
    checkMessages(list, 0, list.messages.length, asking, plan);
  }
  checkObject(0, asking.asked.line.length, asking, plan);
  return finish(asking, plan);
}

/** The same in steps, for long lines: between them other lines may be checked. */
export function* lineChecking(row: Pick<Row, 'text'>, plan: CheckPlan): Steps<LineCheck> {
  const { text } = row;
  const parsed = parseLine(text);
  yield;
  if (!parsed.ok || !isObject(parsed.value)) return yield* otherChecking(text, parsed, plan);
  // Only now, because a broken line is not asked about signs.
  const signs = yield* plan.scanner.signsInPieces(text);
  const asking = begin(text, parsed.value, { isPlain: false, signs }, plan);
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
  return finish(asking, plan);
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
  readonly hashes: ValueHashes;
  readonly signs: number;
  readonly asked: PlannedRules;
  readonly found: Collector;
}

function begin(text: string, value: JsonObject, { isPlain, signs }: Scanned, { context, plain, all }: CheckPlan): Asking {
  const shape = shapeOf(value, context.fileShape);
  const lists = shape?.messageLists?.(value) ?? noLists;
  const hashes = hashesOfLine(value, lists);
  const line: LineSubject = { text, value, shape, members: hashes.members, lists };
  return { line, hashes, signs, asked: isPlain && shape?.id === 'chat' ? plain : all, found: new Collector() };
}

function finish({ line, hashes, found }: Asking, plan: CheckPlan): LineCheck {
  const { shape, text } = line;
  const head = lineHead(text);
  return {
    facts: {
      shape,
      hashes: shape && lineHashes(line, hashes),
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

function checkObject(from: number, to: number, { line, signs, asked, found }: Asking, plan: CheckPlan): void {
  for (let index = from; index < to; index++) {
    const planned = asked.line[index];
    if (!planned) continue;
    const { rule, chosen, bits } = planned;
    if (bits !== 0 && (bits & signs) === 0) continue;
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

function checkMessages(list: MessageList, from: number, to: number, { line, signs, asked, found }: Asking, plan: CheckPlan): void {
  for (let index = from; index < to; index++) {
    const message = list.messages[index];
    if (!isObject(message)) continue;
    const subject: MessageSubject = { message, index, list, line };
    for (const { rule, chosen, bits } of asked.message) {
      if (bits !== 0 && (bits & signs) === 0) continue;
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
