import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { FileBytes } from '../core/bytes/fileBytes';
import type { FileCheck } from '../core/check/fileCheck';
import type { CheckSettings } from '../core/check/trainingFile';
import { uriFrom } from '../core/project/paths';
import type { Row } from '../core/rows/row';
import { shapeById } from '../core/shapes/index';
import { modelOrUsual } from '../core/targets/index';
import type { Model, Target } from '../core/targets/target';
import type { CountedModel, ExampleTokens } from '../core/tokens/countExample';
import type { TextInPieces } from '../shared/piecesProtocol';
import type { InitializationOptions } from '../shared/protocol';
import { defaultSettings, parseSettings, type Settings, settingsSection } from '../shared/settings';
import { Attention } from './attention';
import { type Chosen, chosenFor, isNamed, isSameCheck, targetOf, unknownInSettings } from './chosen';
import { type Disk, diskOf } from './disk';
import { type Files, filesOf } from './files';
import { describeError } from './guard';
import type { Host } from './host';
import { CancellationToken, MessageType, ShowMessageNotification } from './library';
import { OpenFile } from './openFile';
import { Pairs } from './pairs';
import { ProjectDocuments } from './projectDocuments';
import { type Project, Projects } from './projects';
import { checkInSlices } from './slices';
import { TokenCounts } from './tokenCounts';
import { Tokenizers } from './tokenizers';

// Often enough to follow someone who types, seldom enough to ask for diagnostics once and not for each line.
const touchInterval = 50;

/**
 * Rows with more UTF-16 units than this are counted with the file and not for who asks: handing them to a worker is felt, and
 * the next edit makes the count vain.
 */
export const countedAtLeisure = 1_000_000;

/** Told when a file was opened, edited, configured anew, or closed (then `file` is undefined). */
export type FileListener = (uri: string, file: OpenFile | undefined) => void;

/** Everything that lives as long as the connection: open files, their settings, token counts. */
export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: ClientCapabilities;
  readonly options: InitializationOptions;
  readonly attention: Attention;
  readonly tokens: TokenCounts;
  readonly tokenizers: Tokenizers;
  /** Files that need not be open, as texts. */
  readonly texts: Files;
  /** The same, as bytes. */
  readonly disk: Disk;
  readonly projects: Projects;
  readonly pairs: Pairs;
  readonly projectDocuments = new ProjectDocuments();
  /** The workspace's first folder as a URI with a slash at its end. */
  mainFolder: string | undefined;
  /** Rows whose tokens were asked for when they were not known yet. */
  readonly missed = new WeakSet<Row>();
  /** Texts that will come in pieces, by the URIs of the documents to be opened with them. */
  readonly announced = new Map<string, TextInPieces>();
  readonly #files = new Map<string, OpenFile>();
  readonly #settings = new Map<string, Settings>();
  readonly #projects = new Map<string, Project>();
  readonly #toldSettings = new Set<string>();
  readonly #listeners: FileListener[] = [];
  readonly #progressListeners: ((uri: string) => void)[] = [];
  readonly #failedRules = new Set<string>();
  /** Differs from server to server, because clients keep what one told them when they start the next. */
  readonly #name = Math.random().toString(36).slice(2, 8);
  readonly #touched = new Set<OpenFile>();
  readonly #inCheck = new WeakSet<FileCheck>();
  #openings = 0;
  /** What a client without `workspace/configuration` told last. */
  #pushedSettings: Settings = defaultSettings;

  constructor(connection: Connection, host: Host, client: ClientCapabilities, options: InitializationOptions) {
    this.connection = connection;
    this.host = host;
    this.attention = new Attention(host);
    this.client = client;
    this.options = options;
    this.texts = filesOf(host, connection, options);
    this.disk = diskOf(host, connection, options);
    this.projects = new Projects({
      files: this.texts,
      openText: (uri) => this.projectDocuments.get(uri)?.getText(),
      mainFolder: () => this.mainFolder,
      log: (message) => connection.console.error(message),
    });
    this.pairs = new Pairs(this);
    this.tokenizers = new Tokenizers(this.texts, (message) => this.#warn(message));
    const onError = (error: unknown): void => connection.console.error(`counting tokens: ${describeError(error)}`);
    this.tokens = new TokenCounts(host.startCounting, onError, host.countingWorkers, this.tokenizers);
  }

  /** The open file with this URI. */
  file(uri: string): OpenFile | undefined {
    return this.#files.get(uri);
  }

  files(): Iterable<OpenFile> {
    return this.#files.values();
  }

  onFile(listener: FileListener): void {
    this.#listeners.push(listener);
  }

  /** Told when lines of a file were checked. */
  onProgress(listener: (uri: string) => void): void {
    this.#progressListeners.push(listener);
  }

  /** Says that lines of a file were checked. */
  progress(uri: string): void {
    for (const listener of this.#progressListeners) listener(uri);
  }

  /** The settings that hold for a file. */
  settings(uri: string): Settings {
    return this.#settings.get(uri) ?? this.#pushedSettings;
  }

  target(uri: string): Target {
    return targetOf(this.settings(uri));
  }

  model(uri: string): Model | undefined {
    return modelOrUsual(this.target(uri), this.settings(uri).model);
  }

  /** What the tokens of a file are counted for; undefined while they are not counted. */
  countedModel(uri: string): CountedModel | undefined {
    const model = this.model(uri);
    const tokenizer = this.tokenizers.of(uri);
    if (!model || tokenizer === 'loading' || !this.settings(uri).countTokens) return undefined;
    return tokenizer ? { ...model, tokenizer } : model;
  }

  /** The project file that holds for an open file. */
  project(uri: string): Project | undefined {
    return this.#projects.get(uri);
  }

  /** A row's tokens, counted now if they were not yet; undefined when counting is off or the row is no example. */
  async tokensOf(uri: string, row: Row): Promise<ExampleTokens | undefined> {
    const model = this.countedModel(uri);
    return model && this.tokens.count(row, model);
  }

  /** A row's tokens as far as they are counted; those of all but long ones are counted soon, before those of lines out of sight. */
  knownTokens(uri: string, row: Row): ExampleTokens | undefined {
    const model = this.countedModel(uri);
    const known = model && this.tokens.get(row, model);
    if (known) return known;
    // While the tokenizer is read, nobody can count yet.
    if (model || this.tokenizers.of(uri) === 'loading') this.missed.add(row);
    if (model && row.text.length <= countedAtLeisure) this.tokens.want([row], model, 'visible');
    return undefined;
  }

  /** Checks what waits in an open file although nobody has asked for its diagnostics; not before all of its text is there. */
  checkWaiting(open: OpenFile): void {
    const { check } = open.file;
    // A piece is read in many turns, and a slice before each of them would hold up who asks behind it.
    if (!open.isWhole || !check || this.#inCheck.has(check) || (check.pending === 0 && !open.toldPart)) return;
    this.#inCheck.add(check);
    this.#checkOn(open, check)
      .catch((error) => this.connection.console.error(`checking ${open.uri}: ${describeError(error)}`))
      .finally(() => this.#inCheck.delete(check));
  }

  async #checkOn(open: OpenFile, check: FileCheck): Promise<void> {
    const { host, attention } = this;
    const isCurrent = (): boolean => this.file(open.uri) === open && open.file.check === check;
    const onSlice = (): void => this.progress(open.uri);
    if (!(await checkInSlices({ check, host, attention, token: CancellationToken.None, isCurrent, onSlice }))) return;
    if (!open.toldPart) return;
    open.toldPart = false;
    this.changed(open.uri);
  }

  /** Takes the lines that the client asks about; those of a file that is being checked come first from now on. */
  look(open: OpenFile, first: number, last: number): void {
    open.look(first, last);
    if (open.toldPart && open.file.check?.isWaiting(open.shown.first, open.shown.last)) this.#touch(open);
  }

  /** Listens to documents and configuration. */
  listen(): void {
    const { connection } = this;
    connection.onDidOpenTextDocument(({ textDocument }) => {
      if (this.projectDocuments.open(textDocument)) return;
      const open = new OpenFile(
        textDocument,
        this.#checkSettings(chosenFor(this.settings(textDocument.uri), undefined, undefined), {}),
        `${this.#name}-${++this.#openings}`,
        this.announced.get(textDocument.uri),
      );
      this.announced.delete(textDocument.uri);
      this.#files.set(open.uri, open);
      open.file.onTouched = () => this.#touch(open);
      // Before anything is said of it, its bytes are known too.
      open.ready = Promise.all([this.#pullSettings(open), this.#learn(open, this.readBytes(open.uri))]);
      void open.ready.then(() => this.#tell(open.uri));
    });
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      if (this.projectDocuments.change(textDocument.uri, textDocument.version, contentChanges)) return;
      const open = this.#files.get(textDocument.uri);
      if (!open) return;
      open.change(textDocument.version, contentChanges);
      this.#tell(textDocument.uri);
      this.pairs.edited(open);
    });
    connection.onDidCloseTextDocument(({ textDocument }) => {
      this.file(textDocument.uri)?.endPieces();
      if (this.projectDocuments.close(textDocument.uri) || !this.#files.delete(textDocument.uri)) return;
      this.#settings.delete(textDocument.uri);
      this.#projects.delete(textDocument.uri);
      this.tokenizers.close(textDocument.uri);
      this.pairs.closed(textDocument.uri);
      this.#tell(textDocument.uri);
    });
    connection.onDidChangeConfiguration(async ({ settings }) => {
      this.#pushedSettings = parseSettings((settings as Readonly<Record<string, unknown>> | null)?.[settingsSection]);
      await this.reconsider();
    });
  }

  /** Finds out anew what all open files are checked against. */
  async reconsider(): Promise<void> {
    await Promise.all([...this.#files.values()].map((open) => this.#consider(open)));
  }

  /** Finds out what a file is checked against, one time after the other, so that the last word is the newest. */
  #consider(open: OpenFile): Promise<void> {
    open.ready = open.ready.then(() => this.#pullSettings(open));
    return open.ready.then(() => this.#tell(open.uri));
  }

  /** What is to be said of a file has changed because another one did: many such changes come at once. */
  #touch(open: OpenFile): void {
    if (this.#touched.has(open)) return;
    this.#touched.add(open);
    setTimeout(() => {
      this.#touched.delete(open);
      if (this.#files.get(open.uri) !== open) return;
      this.changed(open.uri);
    }, touchInterval);
  }

  /** Checks a file as chat data whatever its lines look like. */
  force(uri: string): void {
    const open = this.#files.get(uri);
    if (!open) return;
    open.forced = true;
    void this.#consider(open);
  }

  /** Says that there is something new to be said of a file whose text is the same. */
  changed(uri: string): void {
    this.#files.get(uri)?.renew();
    this.#tell(uri);
  }

  /** Takes what is known of a file's bytes. */
  tellBytes(uri: string, bytes: FileBytes | undefined): void {
    if (this.#files.get(uri)?.tellBytes(bytes)) this.changed(uri);
  }

  /** Looks at a file's bytes, where the host can and the client does not tell them. */
  async readBytes(uri: string): Promise<void> {
    if (this.options.tellsBytes || !this.host.examineFile) return;
    this.tellBytes(uri, await this.host.examineFile(uri));
  }

  /** Forgets all files and stops what runs for them. */
  dispose(): void {
    const uris = [...this.#files.keys()];
    this.#files.clear();
    for (const uri of uris) this.#tell(uri);
    this.tokens.dispose();
  }

  /** The settings that hold for a file that need not be open, or need not be there yet; without a name for a new one of the first folder. */
  async settingsFor(uri: string | undefined): Promise<Settings> {
    const known = uri === undefined ? undefined : this.#settings.get(uri);
    if (known) return known;
    const place = uri ?? (this.mainFolder === undefined ? undefined : uriFrom(this.mainFolder, 'new.jsonl'));
    return (await this.#choicesFor(place)).chosen.settings;
  }

  async #choicesFor(uri: string | undefined): Promise<{ readonly chosen: Chosen; readonly project: Project | undefined }> {
    const [settings, project] = await Promise.all([this.#askSettings(uri), uri === undefined ? undefined : this.projects.of(uri)]);
    return { project, chosen: chosenFor(settings, project, this.mainFolder) };
  }

  async #askSettings(uri: string | undefined): Promise<Settings> {
    if (!this.client.workspace?.configuration) return this.#pushedSettings;
    try {
      const scope = uri === undefined ? {} : { scopeUri: uri };
      const section: unknown = await this.connection.workspace.getConfiguration({ ...scope, section: settingsSection });
      this.#sayUnknown(section);
      return parseSettings(section);
    } catch (error) {
      this.connection.console.error(`reading the settings for ${uri ?? 'a new file'}: ${describeError(error)}`);
      return this.#pushedSettings;
    }
  }

  /** What a file that need not be open is checked against, found out as for an open one; with `assume` whatever its lines look like. */
  async planFor(uri: string, assume: boolean): Promise<{ readonly chosen: Chosen; readonly check: CheckSettings }> {
    const { chosen } = await this.#choicesFor(uri);
    return { chosen, check: this.#checkSettings(chosen, { assume: assume || isNamed(chosen, uri) }) };
  }

  /** Ends, well or badly: what could not be found out of a file leaves it as it was, and the log says why. */
  async #learn(open: OpenFile, learning: Promise<void>): Promise<void> {
    try {
      await learning;
    } catch (error) {
      this.connection.console.error(`looking at ${open.uri}: ${describeError(error)}`);
    }
  }

  #pullSettings(open: OpenFile): Promise<void> {
    return this.#learn(open, this.#pullSettingsOf(open));
  }

  async #pullSettingsOf(open: OpenFile): Promise<void> {
    const { chosen, project } = await this.#choicesFor(open.uri);
    const check = this.#checkSettings(chosen, { assume: open.forced || isNamed(chosen, open.uri) });
    const part = await this.pairs.partOf(open.uri, chosen.pairs, check);
    if (this.#files.get(open.uri) !== open) {
      // It was closed before its part was known.
      if (!this.#files.has(open.uri)) this.pairs.closed(open.uri);
      return;
    }
    this.#settings.set(open.uri, chosen.settings);
    if (project) this.#projects.set(open.uri, project);
    else this.#projects.delete(open.uri);
    const wanted = part ? { ...check, part } : check;
    if (!isSameCheck(open.file.settings, wanted)) open.configure(wanted);
    this.pairs.connect(open.uri);
    this.tokenizers.choose(open.uri, chosen.settings.countTokens ? chosen.tokenizer : undefined, (wasCounted) => {
      if (this.#files.get(open.uri) !== open) return;
      // What was said of counts is forgotten with the check that said it.
      if (wasCounted) open.configure(open.file.settings);
      this.changed(open.uri);
    });
  }

  #sayUnknown(section: unknown): void {
    for (const message of unknownInSettings(section)) {
      if (this.#toldSettings.has(message)) continue;
      this.#toldSettings.add(message);
      this.#warn(message);
    }
  }

  #warn(message: string): void {
    void this.connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  }

  #checkSettings({ settings, choices }: Chosen, { assume = false }: { readonly assume?: boolean }): CheckSettings {
    const shape = choices.shape === undefined ? undefined : shapeById(choices.shape);
    const assumeShape = assume ? (shape ?? shapeById('chat')) : undefined;
    return {
      target: targetOf(settings),
      model: modelOrUsual(targetOf(settings), settings.model),
      today: this.host.today(),
      severities: settings.rules,
      ...(shape && { shape }),
      ...(assumeShape && { assumeShape }),
      onRuleError: (rule, error) => {
        // Once is enough: a rule that fails on one line tends to fail on a thousand.
        if (this.#failedRules.has(rule)) return;
        this.#failedRules.add(rule);
        this.connection.console.error(`rule ${rule}: ${describeError(error)}`);
      },
    };
  }

  #tell(uri: string): void {
    for (const listener of this.#listeners) listener(uri, this.#files.get(uri));
  }
}
