import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import type { Work } from '../core/work';
import type { FeatureContext } from './context';
import { placedMessages } from './lineMessages';
import { messageFacts } from './messageLabel';
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
    const { example, shape } = messages;
    const factsOf = messageFacts({ target, shape, example, tokens: knownTokens(row) });
    for (const { message, span } of messages.shown) {
      hints.push({
        position: { line, character: span.start },
        label: [speakerOf(message), ...factsOf(message)].join(' · '),
        kind: InlayHintKind.Parameter,
        paddingRight: true,
      });
    }
  }
  return hints;
}
