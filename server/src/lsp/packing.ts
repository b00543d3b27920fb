import { describeError } from './guard';
import { CancellationToken } from './library';
import type { OpenFile } from './openFile';
import type { Registration } from './registration';
import type { Session } from './session';
import { inTurnsFor } from './turns';

// UTF-16 units: what less takes is hardly seen beside the server itself.
const worthPacking = 4_000_000;

/** Packs the texts of large files once their lines are checked, so that they take no more memory than on the disk. */
export const packingRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const packing = new Set<OpenFile>();
    const look = (uri: string): void => {
      const open = session.file(uri);
      if (!open || packing.has(open) || open.file.looseUnits < worthPacking || open.file.check?.pending) return;
      packing.add(open);
      pack(session, open)
        .catch((error) => session.connection.console.error(`packing ${uri}: ${describeError(error)}`))
        .finally(() => packing.delete(open));
    };
    session.onFile(look);
    session.onProgress(look);
  },
};

async function pack(session: Session, { file, ready }: OpenFile): Promise<void> {
  await ready;
  // Packed lines are read back to be checked, so those that other settings have checked anew come first.
  if (file.check?.pending) return;
  await inTurnsFor({ session, token: CancellationToken.None })(file.packTexts());
  session.host.collectGarbage?.();
}
