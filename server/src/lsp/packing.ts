import { givingBack } from './givingBack';
import { describeError } from './guard';
import type { OpenFile } from './openFile';
import type { Registration } from './registration';
import type { Session } from './session';

// UTF-16 units: what less takes is hardly seen beside the server itself.
const worthPacking = 4_000_000;
// Nobody waits for it, and whoever has just opened a file may be typing into it or looking at it.
const quietMilliseconds = 500;
const turnMilliseconds = 2;

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
      if (!open || packing.has(open) || open.file.looseUnits < worthPacking || !open.isWhole || open.file.check?.pending) return;
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
async function pack({ host, attention }: Session, open: OpenFile): Promise<boolean> {
  await open.ready;
  if (open.file.check?.pending) return false;
  const work = open.file.packTexts();
  const isAsBefore = (moment: Moment): boolean => open.version === moment.version && attention.askedAt === moment.askedAt;
  for (;;) {
    const moment = { version: open.version, askedAt: attention.askedAt };
    await new Promise((resolve) => setTimeout(resolve, quietMilliseconds));
    while (isAsBefore(moment)) {
      const end = host.now() + turnMilliseconds;
      while (host.now() < end) if (work.next().done) return true;
      await attention.giveWay();
    }
  }
}

/** What changes when somebody edits the file or asks about one. */
interface Moment {
  readonly version: number;
  readonly askedAt: number;
}
