import { isRule, ruleSign } from '../horizontalRule';
import { isBlankSpan } from '../lines';
import type { Span } from '../reading';
import type { Label } from './labels';

/** What a line without label is for the conversations around it. */
export type Divider =
  /** A new conversation begins. */
  | 'conversation'
  /** It names the conversation that begins. */
  | 'title'
  /** It only sets two turns apart. */
  | 'turn';

const numberedTitle =
  /^[\s#*_=[(-]*(?:conversation|chat|dialog|dialogue|session|example|sample|gespräch|unterhaltung|beispiel|exemple|conversación|diálogo|ejemplo|conversa|exemplo|conversazione|dialogo|esempio|разговор|диалог|пример|对话|對話|会话|示例|会話|例|대화|예시|محادثة|حوار|مثال)\s?(?:#|no\.?|nr\.?|№)?\s?\p{N}{1,6}(?!\p{L})[^:：]{0,60}[:：]?[\s#*_=\])-]*$/iu;
const heading = /^ {0,3}(#{1,6})[ \t]+\S/;

/** The lines that divide conversations or turns, by index. `open` tells the lines that are outside code fences. */
export function findDividers(
  text: string,
  lines: readonly Span[],
  open: (line: number) => boolean,
  labels: ReadonlyMap<number, Label>,
): ReadonlyMap<number, Divider> {
  const filled = lines.flatMap((line, index) => (isBlankSpan(text, line) ? [] : [index]));
  const lineText = (index: number) => {
    const line = lines[index];
    return line === undefined ? '' : text.slice(line.start, Math.min(line.end, line.start + 201));
  };
  const isFree = (index: number) => open(index) && !labels.has(index);
  const titleLevel = levelOfTitles(filled, lineText, isFree);
  const dividers = new Map<number, Divider>();
  const rules = new Map<string, number[]>();
  // From the end, so that what follows a line is already known.
  let next: 'label' | 'divider' | 'text' | 'end' = 'end';
  for (const index of filled.toReversed()) {
    const content = lineText(index);
    const sign = isFree(index) ? ruleSign(content) : undefined;
    if (labels.has(index)) {
      next = 'label';
    } else if (sign !== undefined && next !== 'text') {
      if (next === 'end') dividers.set(index, 'turn');
      else entry(rules, sign).push(index);
      next = next === 'end' ? 'end' : 'divider';
    } else if (isFree(index) && (next === 'label' || next === 'divider') && isTitle(content, titleLevel)) {
      dividers.set(index, 'title');
      next = 'divider';
    } else {
      next = 'text';
    }
  }
  for (const indices of rules.values()) {
    // Some exports set a rule between any two turns; then it says nothing about conversations.
    const between: Divider = indices.length >= 0.6 * (labels.size - 1) ? 'turn' : 'conversation';
    for (const index of indices) dividers.set(index, between);
  }
  return dividers;
}

function entry(rules: Map<string, number[]>, sign: string): number[] {
  const known = rules.get(sign);
  if (known !== undefined) return known;
  const fresh: number[] = [];
  rules.set(sign, fresh);
  return fresh;
}

// Headings are titles of conversations where the text begins with one; otherwise they are part of an answer.
function levelOfTitles(
  filled: readonly number[],
  lineText: (index: number) => string,
  isFree: (index: number) => boolean,
): number | undefined {
  const first = filled.find((index) => !isRule(lineText(index)));
  if (first === undefined || !isFree(first)) return undefined;
  return heading.exec(lineText(first))?.[1]?.length;
}

function isTitle(line: string, level: number | undefined): boolean {
  if (line.length > 200) return false;
  return numberedTitle.test(line) || (level !== undefined && heading.exec(line)?.[1]?.length === level);
}
