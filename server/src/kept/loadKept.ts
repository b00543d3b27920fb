import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import * as zlib from 'node:zlib';

/** What was loaded, and a way to keep it compiled. */
export interface Loaded {
  /** What the file exports. */
  readonly exports: unknown;
  /**
   * Keeps the functions that have been compiled by now for the next start; to be called when the work of a start is done. Does nothing
   * where they came from what was kept.
   */
  readonly keep: () => void;
}

// Functions of small files are compiled sooner than what was kept of them is read.
const worthKeeping = 50_000;
const before = '(function (exports, require, module, __filename, __dirname) { ';
const after = '\n})';

/**
 * Loads a file of ours as `require` would, with the files beside it that it requires, from what was kept of them compiled. Node's own
 * cache, where there is one, keeps no function that is compiled when it is called first, which most are.
 */
export function loadKept(file: string): Loaded {
  // Node finds the sources of what it has loaded itself.
  if (process.sourceMapsEnabled) return { exports: createRequire(file)(file), keep: () => undefined };
  const keepers: (() => void)[] = [];
  const load = (each: string): unknown => {
    const ordinary = createRequire(each);
    const known = ordinary.cache[each];
    if (known) return known.exports;
    // Before the text is read, lest what is made of an older one pass for that of a newer one.
    const kept = keptOf(each);
    const source = readFileSync(each, 'utf8');
    const script = new Script(before + source + after, { filename: each, columnOffset: -before.length, cachedData: kept?.data });
    if (kept && (!kept.data || script.cachedDataRejected)) keepers.push(() => kept.write(script.createCachedData()));
    const module = new Module(each);
    module.filename = each;
    ordinary.cache[each] = module;
    const folder = path.dirname(each);
    const require = (id: string): unknown => (id.startsWith('./') ? load(path.join(folder, id)) : ordinary(id));
    script.runInThisContext().call(module.exports, module.exports, require, module, each, folder);
    module.loaded = true;
    return module.exports;
  };
  return {
    exports: load(file),
    keep: () => {
      for (const keep of keepers.splice(0)) keep();
    },
  };
}

interface Kept {
  /** What was kept; the engine still looks whether it is its own. */
  readonly data: Buffer | undefined;
  /** Keeps it for the next start, where that is possible. */
  readonly write: (data: Buffer) => void;
}

// When the file was written, and a checksum: the engine would take damaged code, and that of another text as long as this one.
const headLength = 16;

function keptOf(file: string): Kept | undefined {
  const { mtimeMs, size } = statSync(file);
  if (size < worthKeeping) return undefined;
  const folder = path.join(path.dirname(file), 'kept');
  const slot = path.join(folder, `${path.basename(file, '.js')}-${process.versions.v8}-${process.arch}.bin`);
  const head = (data: Buffer): Buffer => {
    const made = Buffer.alloc(headLength);
    made.writeDoubleLE(mtimeMs, 0);
    made.writeUInt32LE(zlib.crc32(data), 8);
    return made;
  };
  const read = (): Buffer | undefined => {
    try {
      const found = readFileSync(slot);
      const data = found.subarray(headLength);
      return head(data).equals(found.subarray(0, headLength)) ? data : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    data: read(),
    write: (data) => {
      try {
        mkdirSync(folder, { recursive: true });
        // Another process may read it now, or write it as well.
        const draft = `${slot}.${process.pid}`;
        writeFileSync(draft, Buffer.concat([head(data), data]));
        renameSync(draft, slot);
      } catch {
        // Where nothing may be written, all is compiled anew each time.
      }
    },
  };
}
