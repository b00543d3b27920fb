import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { FileBytes } from '../core/bytes/fileBytes';
import type { CheckSettings } from '../core/check/trainingFile';
import type { Row } from '../core/rows/row';
import { shapeById } from '../core/shapes/index';
import { defaultTargetId, modelOf, targetById } from '../core/targets/index';
import type { Model, Target } from '../core/targets/target';
import type { ExampleTokens } from '../core/tokens/countExample';
import type { InitializationOptions } from '../shared/protocol';
import { defaultSettings, parseSettings, type Settings, settingsSection } from '../shared/settings';
import { describeError } from './guard';
import type { Host } from './host';
import { OpenFile } from './openFile';
import { TokenCounts } from './tokenCounts';

/** Told when a file was opened, edited, configured anew, or closed (then `file` is undefined). */
export type FileListener = (uri: string, file: OpenFile | undefined) => void;

/** Everything that lives as long as the connection: open files, their settings, token counts. */
export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: ClientCapabilities;
  readonly options: InitializationOptions;
  readonly tokens: TokenCounts;
  /** Rows whose tokens were asked for when they were not known yet. */
  readonly missed = new WeakSet<Row>();
  readonly #files = new Map<string, OpenFile>();
  readonly #settings = new Map<string, Settings>();
  readonly #listeners: FileListener[] = [];
  readonly #progressListeners: ((uri: string) => void)[] = [];
  readonly #failedRules = new Set<string>();
  /** Differs from server to server, because clients keep what one told them when they start the next. */
  readonly #name = Math.random().toString(36).slice(2, 8);
  #openings = 0;
  /** What a client without `workspace/configuration` told last. */
  #pushedSettings: Settings = defaultSettings;

  constructor(connection: Connection, host: Host, client: ClientCapabilities, options: InitializationOptions) {
    this.connection = connection;
    this.host = host;
    this.client = client;
    this.options = options;
    this.tokens = new TokenCounts(host.startCounting, (error) => connection.console.error(`counting tokens: ${describeError(error)}`));
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
    return modelOf(this.target(uri), this.settings(uri).model);
  }

  /** A row's tokens, counted now if they were not yet; undefined when counting is off or the row is no example. */
  async tokensOf(uri: string, row: Row): Promise<ExampleTokens | undefined> {
    const model = this.model(uri);
    return this.settings(uri).countTokens && model ? this.tokens.count(row, model) : undefined;
  }

  /** A row's tokens as far as they are counted; undefined ones are counted soon, before those of lines out of sight. */
  knownTokens(uri: string, row: Row): ExampleTokens | undefined {
    const model = this.model(uri);
    if (!this.settings(uri).countTokens || !model) return undefined;
    const known = this.tokens.get(row, model);
    if (known) return known;
    this.missed.add(row);
    this.tokens.want([row], model, 'visible');
    return undefined;
  }

  /** Listens to documents and configuration. */
  listen(): void {
    const { connection } = this;
    connection.onDidOpenTextDocument(({ textDocument }) => {
      const open = new OpenFile(
        textDocument,
        this.#checkSettings(this.settings(textDocument.uri), false),
        `${this.#name}-${++this.#openings}`,
      );
      this.#files.set(open.uri, open);
      open.ready = Promise.all([this.#pullSettings(open), this.readBytes(open.uri)]).then(() => this.#tell(open.uri));
    });
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
      this.#files.get(textDocument.uri)?.change(textDocument.version, contentChanges);
      this.#tell(textDocument.uri);
    });
    connection.onDidCloseTextDocument(({ textDocument }) => {
      this.#files.delete(textDocument.uri);
      this.#settings.delete(textDocument.uri);
      this.#tell(textDocument.uri);
    });
    connection.onDidChangeConfiguration(async ({ settings }) => {
      this.#pushedSettings = parseSettings((settings as Readonly<Record<string, unknown>> | null)?.[settingsSection]);
      for (const open of this.#files.values()) {
        open.ready = this.#pullSettings(open);
        await open.ready;
        this.#tell(open.uri);
      }
    });
  }

  /** Checks a file as chat data whatever its lines look like. */
  force(uri: string): void {
    const open = this.#files.get(uri);
    if (!open) return;
    open.forced = true;
    open.configure(this.#checkSettings(this.settings(uri), true));
    this.#tell(uri);
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

  async #pullSettings(open: OpenFile): Promise<void> {
    const before = this.settings(open.uri);
    let settings = this.#pushedSettings;
    if (this.client.workspace?.configuration) {
      try {
        settings = parseSettings(await this.connection.workspace.getConfiguration({ scopeUri: open.uri, section: settingsSection }));
      } catch (error) {
        this.connection.console.error(`reading the settings for ${open.uri}: ${describeError(error)}`);
      }
    }
    if (this.#files.get(open.uri) !== open) return;
    this.#settings.set(open.uri, settings);
    if (JSON.stringify(before) !== JSON.stringify(settings)) open.configure(this.#checkSettings(settings, open.forced));
  }

  #checkSettings(settings: Settings, forced: boolean): CheckSettings {
    const assumeShape = forced ? shapeById('chat') : undefined;
    return {
      target: targetOf(settings),
      model: modelOf(targetOf(settings), settings.model),
      today: this.host.today(),
      severities: settings.rules,
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

function targetOf({ target }: Settings): Target {
  const found = targetById(target) ?? targetById(defaultTargetId);
  if (!found) throw new Error(`no target ${defaultTargetId} was built in`);
  return found;
}
