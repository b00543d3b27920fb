import type { Finding, Severity } from '../finding';
import { isObject, parseLine } from '../json/parse';
import type { TokenRule } from '../rules/rule';
import { shapeOf } from '../shapes/detect';
import type { ExampleTokens } from '../tokens/countExample';
import type { CheckOptions } from './checkPlan';

/** What the rules about tokens say of a line with so many of them; nothing of lines that the model takes as they are. */
export type TokenCheck = (text: string, tokens: ExampleTokens) => readonly Finding[];

const nothing: readonly Finding[] = [];

/** Makes ready to check counted lines; never throws later, a rule that fails is told to `onRuleError` and passed over. */
export function planTokenCheck({ rules, context, chosenSeverity, onRuleError }: CheckOptions): TokenCheck {
  const limit = context.model?.contextLimit?.value ?? Number.POSITIVE_INFINITY;
  const planned = rules.flatMap((rule) => {
    const chosen = chosenSeverity(rule, context);
    return rule.about === 'tokens' && chosen !== 'off' ? [{ rule, chosen }] : [];
  });
  return (text, tokens) => {
    if (tokens.total <= limit) return nothing;
    const parsed = parseLine(text);
    if (!parsed.ok || !isObject(parsed.value)) return nothing;
    const { value } = parsed;
    const shape = shapeOf(value, context.fileShape);
    const line = { text, value, shape, lists: shape?.messageLists?.(value) ?? [] };
    const found: Finding[] = [];
    for (const { rule, chosen } of planned) {
      try {
        rule.check(line, tokens, (report) => found.push({ rule: rule.id, ...report, severity: severityOf(rule, report, chosen) }), context);
      } catch (error) {
        onRuleError(rule.id, error);
      }
    }
    return found;
  };
}

function severityOf(rule: TokenRule, { severity, estimated }: { severity?: Severity; estimated?: boolean }, chosen?: Severity): Severity {
  const wanted = chosen ?? severity ?? rule.severity;
  return estimated && wanted === 'error' ? 'warning' : wanted;
}
