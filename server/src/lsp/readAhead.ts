import { describeError } from './guard';
import type { Registration } from './registration';

// After the first diagnostics of a file of ordinary length, which are not to wait for it.
const afterMilliseconds = 300;

/** Reads the code of what is asked for first in a file that has been opened, before anybody waits for it. */
export const readAheadRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    let isRead = false;
    session.onFile(() => {
      if (isRead) return;
      isRead = true;
      setTimeout(() => {
        Promise.all([import('../features/hover'), import('../features/completion')]).catch((error) =>
          session.connection.console.error(`reading ahead: ${describeError(error)}`),
        );
      }, afterMilliseconds);
    });
  },
};
