import {
  checkTranscript,
  labelTranscript,
  mendTranscript,
  readMessageText,
  readTranscript,
  rewriteLines,
  writeMessageText,
  writeTranscript,
} from '../shared/transcriptProtocol';
import { guarded } from './guard';
import type { Registration } from './registration';

/** Turns training lines into text and back for the client; what that takes is loaded when it is first wanted. */
export const transcriptRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    const transcribing = () => import('./transcribing');
    connection.onRequest(
      writeTranscript,
      guarded(connection, 'writeTranscript', null, async ({ lines }) => ({ text: (await transcribing()).writeTranscript(lines) })),
    );
    connection.onRequest(
      readTranscript,
      guarded(connection, 'readTranscript', null, async ({ text }) => {
        const { faults, marks } = (await transcribing()).readTranscript(text);
        return { faults, marks };
      }),
    );
    connection.onRequest(
      checkTranscript,
      guarded(connection, 'checkTranscript', [], async (params, token) => (await transcribing()).checkTranscript(session, params, token)),
    );
    connection.onRequest(
      mendTranscript,
      guarded(connection, 'mendTranscript', [], async (params) => (await transcribing()).mendTranscript(session, params)),
    );
    connection.onRequest(
      labelTranscript,
      guarded(connection, 'labelTranscript', [], async (params) => (await transcribing()).labelTranscript(session, params)),
    );
    connection.onRequest(
      rewriteLines,
      guarded(connection, 'rewriteLines', null, async ({ lines, text, like }) => {
        const rewritten = (await transcribing()).rewriteLines(lines, text, like);
        return rewritten.ok ? { changes: rewritten.changes, faults: [] } : { changes: [], faults: rewritten.faults };
      }),
    );
    connection.onRequest(
      readMessageText,
      guarded(connection, 'readMessageText', null, async ({ line, path }) => (await transcribing()).readMessageText(line, path)),
    );
    connection.onRequest(
      writeMessageText,
      guarded(
        connection,
        'writeMessageText',
        null,
        async ({ line, path, text }) => (await transcribing()).writeMessageText(line, path, text) ?? null,
      ),
    );
  },
};
