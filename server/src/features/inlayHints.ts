import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import type { ExampleMessage } from '../core/shapes/example';
import type { ExampleTokens } from '../core/tokens/countExample';
import { learningAt } from '../core/training/learning';
import type { Work } from '../core/work';
import type { FeatureContext } from './context';
import { countAt } from './hoverExample';
import { placedMessages } from './lineMessages';
import { speakerOf } from './speaker';

// Clients ask for what is in sight; who asks for a whole file at once is answered for its beginning.
const mostLines = 200;

// A line of many pages is not read again for its hints each time that it is scrolled past.
const longestLine = 1_000_000;

/** Role and tokens in front of each message of the lines in a range; tokens that are not counted yet are left out. */
export function* inlayHints(context: FeatureContext, { range: { start, end } }: { readonly range: Range }): Work<InlayHint[]> {
  const { file, target, knownTokens } = context;
  const hints: InlayHint[] = [];
  const last = Math.min(end.line, start.line + mostLines - 1, file.rows.length - 1);
  for (let line = start.line; line <= last; line++) {
    yield (line - start.line) / mostLines;
    const row = file.rows[line];
    if (!row || row.text.length > longestLine) continue;
    const messages = placedMessages(context, row);
    if (!messages) continue;
    const tokens = knownTokens(row);
    const { example, shape } = messages;
    const unlearnt = new Set(
      example.messages.filter((message, index) => learningAt({ target, shape, example }, message, index)?.training === 'untrained'),
    );
    for (const { message, span } of messages.shown) {
      hints.push({
        position: { line, character: span.start },
        label: label(message, tokens, unlearnt.has(message)),
        kind: InlayHintKind.Parameter,
        paddingRight: true,
      });
    }
  }
  return hints;
}

function label(message: ExampleMessage, tokens: ExampleTokens | undefined, isUnlearnt: boolean): string {
  const own = countAt(tokens, message.path)?.tokens;
  const facts = [speakerOf(message), ...(own === undefined ? [] : [own.toLocaleString('en')]), ...(isUnlearnt ? ['not learnt'] : [])];
  return facts.join(' · ');
}
