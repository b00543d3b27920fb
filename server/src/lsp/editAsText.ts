import { grouped } from '../core/numbers';
import { prettyPrinted } from '../core/rules/pretty-printed';
import type { AboutDocument, Refused } from '../shared/protocol';
import { mayEditAsText } from '../shared/transcriptProtocol';
import { onDocument } from './requests';

/** Tells the client before it opens lines as text whether one of them is only a piece of a record, which the text would show as a fragment. */
export const mayEditAsTextRegistration = onDocument<AboutDocument & { readonly lines?: readonly number[] }, Refused | null>({
  name: 'mayEditAsText',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(mayEditAsText, handler),
  answer: async ({ file: { check } }, { lines }, inTurns) => {
    if (!check) return null;
    // Nobody waits long for one line to open: lossless pieces are better then.
    if (lines && check.takesLong) return null;
    await inTurns(check.checkAll());
    const wanted = lines && new Set(lines);
    for (const { line: first, lines: count, finding } of check.findings()) {
      if (finding.rule !== prettyPrinted.id) continue;
      for (let line = first; line < first + count; line++) {
        if (wanted && !wanted.has(line)) continue;
        return { refused: `Line ${grouped(line + 1)} is no example by itself. ${finding.message}`, fixFirst: true };
      }
    }
    return null;
  },
});
