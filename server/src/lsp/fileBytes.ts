import { fileBytes } from '../shared/protocol';
import type { Registration } from './registration';

/** Learns what the bytes of files are: from a client that tells them, else by a look at the disk whenever a file was saved. */
export const fileBytesRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    connection.onNotification(fileBytes, ({ uri, bytes }) => session.tellBytes(uri, bytes));
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => void session.readBytes(uri));
  },
};
