import { readMessageText as readText, writeMessageText as writeText } from '../core/transcript/messageText';
import { readTranscript as read } from '../core/transcript/read';
import { rewriteLines as rewrite } from '../core/transcript/rewrite';
import { writeTranscript as write } from '../core/transcript/write';
import { readMessageText, readTranscript, rewriteLines, writeMessageText, writeTranscript } from '../shared/transcriptProtocol';
import { guarded } from './guard';
import type { Registration } from './registration';

/** Turns training lines into text and back for the client. */
export const transcriptRegistration: Registration = {
  capabilities: () => ({}),
  register({ connection }) {
    connection.onRequest(
      writeTranscript,
      guarded(connection, 'writeTranscript', null, ({ lines }) => ({ text: write(lines) })),
    );
    connection.onRequest(
      readTranscript,
      guarded(connection, 'readTranscript', null, ({ text }) => {
        const { faults, marks } = read(text);
        return { faults, marks };
      }),
    );
    connection.onRequest(
      rewriteLines,
      guarded(connection, 'rewriteLines', null, ({ lines, text, like }) => {
        const rewritten = rewrite(lines, text, like);
        return rewritten.ok ? { changes: rewritten.changes, faults: [] } : { changes: [], faults: rewritten.faults };
      }),
    );
    connection.onRequest(
      readMessageText,
      guarded(connection, 'readMessageText', null, ({ line, path }) => readText(line, path)),
    );
    connection.onRequest(
      writeMessageText,
      guarded(connection, 'writeMessageText', null, ({ line, path, text }) => writeText(line, path, text) ?? null),
    );
  },
};
