import type { CancellationToken, Connection } from 'vscode-languageserver';
import { type ReadSettings, readExamples } from '../core/check/readExamples';
import { reasonOf } from '../core/errors';
import { type Examples, type FilePart, OtherFile, storedExamples } from '../core/project/exampleLines';
import { type FileRole, otherRole, partOf } from '../core/project/partOf';
import { fileKey, nameOf, uriFrom } from '../core/project/paths';
import { type Files, rowsOf } from './files';
import type { Host } from './host';
import { MessageType, ShowMessageNotification } from './library';
import type { OpenFile } from './openFile';

/** A training file and its validation file, by URI. */
export interface Pair {
  readonly training: string;
  readonly validation: string;
}

interface KnownPart {
  readonly part: FilePart;
  readonly wanted: Wanted;
  readonly settings: ReadSettings;
}

interface Wanted {
  readonly role: FileRole;
  readonly others: readonly string[];
}

/** What pairs need of the session. */
export interface PairsSession {
  readonly host: Host;
  readonly connection: Connection;
  readonly texts: Files;
  readonly files: () => Iterable<OpenFile>;
  readonly checkWaiting: (open: OpenFile) => void;
}

/** Brings the files of pairs together: an open file is compared as it is being edited, another as it was read once. */
export class Pairs {
  readonly #session: PairsSession;
  /** What open files are compared with, by their keys. */
  readonly #parts = new Map<string, KnownPart>();
  /** What was read of files that are not open, until they change: by file, and by what decides how they are read. */
  readonly #stored = new Map<string, Map<string, Promise<Examples>>>();
  /** What files are to be compared with, once it was read. */
  readonly #wanted = new WeakMap<OtherFile, Promise<Examples>>();
  readonly #told = new Set<string>();

  constructor(session: PairsSession) {
    this.#session = session;
  }

  /** The part that an open file has, by pairs that name it or else by its name; the same object until it changes. */
  async partOf(uri: string, pairs: readonly Pair[], settings: ReadSettings): Promise<FilePart | undefined> {
    const key = fileKey(uri);
    const wanted = namedIn(pairs, uri) ?? (await this.#byName(uri));
    const known = this.#parts.get(key);
    if (known && wanted && JSON.stringify(known.wanted) === JSON.stringify(wanted)) {
      this.#parts.set(key, { ...known, settings });
      return known.part;
    }
    this.#forgetPart(key);
    if (!wanted) return undefined;
    const part: FilePart = {
      role: wanted.role,
      others: wanted.others.map((other) => new OtherFile(other, nameOf(other), otherRole(wanted.role))),
    };
    this.#parts.set(key, { part, wanted, settings });
    return part;
  }

  /** The part of a file as it lies on the disk, once what it is compared with was read from there, or nobody wants it any more. */
  async partOnDisk(uri: string, pairs: readonly Pair[], settings: ReadSettings, token: CancellationToken): Promise<FilePart | undefined> {
    const wanted = namedIn(pairs, uri) ?? (await this.#byName(uri));
    if (!wanted) return undefined;
    const others = wanted.others.map(async (location) => {
      const other = new OtherFile(location, nameOf(location), otherRole(wanted.role));
      other.compareWith(await this.#read(location, settings, () => !token.isCancellationRequested));
      return other;
    });
    return { role: wanted.role, others: await Promise.all(others) };
  }

  /** Compares what is open with each other, after a file was opened or got another part. */
  connect(uri: string): void {
    const key = fileKey(uri);
    const own = this.#parts.get(key);
    for (const other of own?.part.others ?? []) this.#compare(other, own?.settings);
    this.#compareWith(key);
  }

  /** Says that a file was closed. */
  closed(uri: string): void {
    const key = fileKey(uri);
    this.#forgetPart(key);
    this.#stored.delete(key);
    this.#compareWith(key);
  }

  /** Says that a file was changed on the disk. */
  changed(uri: string): void {
    const key = fileKey(uri);
    this.#stored.delete(key);
    this.#compareWith(key);
  }

  /** Files are compared with an open one, so its lines are to be checked although nobody looks at it. */
  edited(open: OpenFile): void {
    if (open.file.exampleLines.watchers.size > 0) this.#session.checkWaiting(open);
  }

  /** What the file is compared with, by URI. */
  othersOf(uri: string): readonly string[] {
    return this.#parts.get(fileKey(uri))?.wanted.others ?? [];
  }

  #compareWith(key: string): void {
    for (const { part, settings } of this.#parts.values()) {
      for (const other of part.others) if (fileKey(other.location) === key) this.#compare(other, settings);
    }
  }

  #compare(other: OtherFile, settings: ReadSettings | undefined): void {
    const live = this.#liveFile(other.location);
    if (live) {
      other.compareWith(live.file.exampleLines);
      this.edited(live);
      return;
    }
    if (!settings) return;
    const key = fileKey(other.location);
    const { target, shape, assumeShape } = settings;
    const way = [target, shape, assumeShape].map((each) => each?.id ?? '').join(' ');
    const stored = this.#stored.get(key) ?? new Map<string, Promise<Examples>>();
    this.#stored.set(key, stored);
    const read = stored.get(way) ?? this.#read(other.location, settings);
    stored.set(way, read);
    this.#wanted.set(other, read);
    void read.then((examples) => {
      if (this.#wanted.get(other) === read && !this.#liveFile(other.location)) other.compareWith(examples);
    });
  }

  /** The open file with this URI, if its examples are kept current. */
  #liveFile(uri: string): OpenFile | undefined {
    const key = fileKey(uri);
    for (const open of this.#session.files()) if (fileKey(open.uri) === key && open.file.settings.part) return open;
    return undefined;
  }

  async #read(uri: string, settings: ReadSettings, isWanted: () => boolean = () => true): Promise<Examples> {
    const { texts, host, connection } = this.#session;
    try {
      const pieces = await texts.read(uri);
      if (pieces) return await readExamples(rowsOf(pieces, host, isWanted), settings);
    } catch (error) {
      const why = reasonOf(error);
      // Once is enough, however often the file is looked at.
      if (!this.#told.has(uri))
        void connection.sendNotification(ShowMessageNotification.type, {
          type: MessageType.Warning,
          message: `Exemplar compares nothing with ${nameOf(uri)}: ${why}.`,
        });
      this.#told.add(uri);
    }
    return storedExamples(new Map());
  }

  async #byName(uri: string): Promise<Wanted | undefined> {
    const named = partOf(nameOf(uri));
    if (!named) return undefined;
    const folder = uri.slice(0, uri.lastIndexOf('/') + 1);
    const open = [...this.#session.files()].filter((each) => each.uri.startsWith(folder)).map((each) => nameOf(each.uri));
    const names = new Set([...(await this.#session.texts.list(folder)), ...open]);
    const others = named.others.filter((name) => names.has(name)).map((name) => uriFrom(folder, name));
    return others.length > 0 ? { role: named.role, others } : undefined;
  }

  #forgetPart(key: string): void {
    for (const other of this.#parts.get(key)?.part.others ?? []) other.compareWith();
    this.#parts.delete(key);
  }
}

function namedIn(pairs: readonly Pair[], uri: string): Wanted | undefined {
  const key = fileKey(uri);
  for (const role of ['training', 'validation'] as const) {
    const own = pairs.filter((pair) => fileKey(pair[role]) === key);
    if (own.length > 0) return { role, others: own.map((pair) => pair[otherRole(role)]) };
  }
  return undefined;
}
