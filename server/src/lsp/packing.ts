import { givingBack } from './givingBack';
import { describeError } from './guard';
import { CancellationToken } from './library';
import type { OpenFile } from './openFile';
import type { Registration } from './registration';
import type { Session } from './session';
import { inTurnsFor } from './turns';

// UTF-16 units: what less takes is hardly seen beside the server itself.
const worthPacking = 4_000_000;

/** Packs the texts of large files once their lines are checked, so that they take no more memory than on the disk; the rest is given back. */
export const packingRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const packing = new Set<OpenFile>();
    const packed = new Set<string>();
    const { host, attention, tokens } = session;
    const giveBack = givingBack({ host, attention, tokens, onFile: (listener) => session.onFile(listener) });
    const look = (uri: string): void => {
      const open = session.file(uri);
      if (!open && packed.delete(uri)) giveBack();
      if (!open || packing.has(open) || open.file.looseUnits < worthPacking || open.file.check?.pending) return;
      packing.add(open);
      pack(session, open)
        .then((isPacked) => {
          if (!isPacked) return;
          packed.add(uri);
          giveBack();
        })
        .catch((error) => session.connection.console.error(`packing ${uri}: ${describeError(error)}`))
        .finally(() => packing.delete(open));
    };
    session.onFile(look);
    session.onProgress(look);
  },
};

/** False where lines wait to be checked: packed ones are read back for it, so they come first. */
async function pack(session: Session, { file, ready }: OpenFile): Promise<boolean> {
  await ready;
  if (file.check?.pending) return false;
  await inTurnsFor({ session, token: CancellationToken.None })(file.packTexts());
  return true;
}
