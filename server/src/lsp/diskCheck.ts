import { checkOnDisk, reportOnDisk } from '../shared/diskProtocol';
import { guarded } from './guard';
import type { Registration } from './registration';

/**
 * Checks and reports files as they lie on the disk, for those that no editor sends: they are too large, or nobody has opened them. What
 * that takes is loaded when it is first wanted.
 */
export const diskCheckRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    const failed = { why: 'The file could not be read. The log of Exemplar may say why.' };
    connection.onRequest(
      checkOnDisk,
      guarded(connection, 'checkOnDisk', failed, async ({ textDocument: { uri }, assume, workDoneToken: progress }, token) => {
        const { checkFileOnDisk } = await import('./diskChecking');
        return checkFileOnDisk(session, uri, { assume, progress, token });
      }),
    );
    connection.onRequest(
      reportOnDisk,
      guarded(connection, 'reportOnDisk', failed, async ({ textDocument: { uri }, name, workDoneToken: progress }, token) => {
        const { reportFileOnDisk } = await import('./diskChecking');
        return (await reportFileOnDisk(session, uri, name, { progress, token })) ?? failed;
      }),
    );
  },
};
