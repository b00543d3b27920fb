import type { Severity } from '../finding';
import { longLine } from '../rows/row';
import type { CheckContext, LineRule, PassesPlain, Rule } from '../rules/rule';
import { LineScanner } from '../scan/lineScanner';
import { type SignTable, signTable } from '../scan/signTable';
import { CommonTexts } from './contentFacts';
import { PlainLines } from './plainLines';

/** A line rule with the severity that settings or target give it; undefined when they say nothing of it. */
export interface PlannedRule<About extends LineRule['about']> {
  readonly rule: Extract<LineRule, { about: About }>;
  readonly chosen: Severity | 'off' | undefined;
  /** Bits of which a line's signs must have one; 0 where the rule looks at every line. */
  readonly bits: number;
}

/** The rules to ask about a line that is a JSON object. */
export interface PlannedRules {
  readonly line: readonly PlannedRule<'line'>[];
  readonly messages: readonly PlannedRule<'messages'>[];
  readonly message: readonly PlannedRule<'message'>[];
}

/** Everything that checking a line needs, made once for a file. */
export interface CheckPlan {
  readonly context: CheckContext;
  readonly scanner: LineScanner;
  readonly common: CommonTexts;
  readonly plainLines: PlainLines;
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
export function planCheck({ rules, context, chosenSeverity, onRuleError }: CheckOptions): CheckPlan {
  const { signs, scanner } = scanningFor(rules);
  const planned = <About extends LineRule['about']>(about: About): PlannedRule<About>[] =>
    rules.flatMap((rule) => {
      if (rule.about !== about) return [];
      const bits = 'signs' in rule && rule.signs ? signs.bitsOf(rule.signs) : 0;
      return [{ rule: rule as PlannedRule<About>['rule'], chosen: chosenSeverity(rule, context), bits }];
    });
  const all: PlannedRules = { line: planned('line'), messages: planned('messages'), message: planned('message') };
  const isAsked = ({ rule: { passesPlain } }: { readonly rule: PassesPlain }): boolean =>
    typeof passesPlain === 'function' ? !passesPlain(context) : passesPlain !== true;
  return {
    context,
    scanner,
    common: new CommonTexts(),
    plainLines: new PlainLines(),
    text: planned('text'),
    all,
    plain: { line: all.line.filter(isAsked), messages: all.messages.filter(isAsked), message: all.message.filter(isAsked) },
    onRuleError,
  };
}

interface Scanning {
  readonly signs: SignTable;
  readonly scanner: LineScanner;
}

// Making the tables takes a while, and the rules are always the same.
const scannings = new WeakMap<readonly Rule[], Scanning>();

function scanningFor(rules: readonly Rule[]): Scanning {
  let scanning = scannings.get(rules);
  if (!scanning) {
    const signs = signTable(rules.flatMap((rule) => ('signs' in rule && rule.signs ? [rule.signs] : [])));
    scanning = { signs, scanner: new LineScanner(signs, longLine) };
    scannings.set(rules, scanning);
  }
  return scanning;
}
