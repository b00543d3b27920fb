import { unitsOf } from '../core/rows/fileRow';
import type { Row } from '../core/rows/row';
import type { CountedModel, ExampleTokens } from '../core/tokens/countExample';
import { gatherLines } from '../core/tokens/countedLines';
import type { CountReply, CountRequest, TokenWindow, WindowedText } from '../core/tokens/counting';
import { imageRuleOf } from '../core/tokens/images';

/** A worker that counts, however the host runs it. */
export interface CountingPort {
  /** The request's bytes may be handed over, so that they are gone afterwards. */
  readonly post: (request: CountRequest) => void;
  readonly onReply: (listener: (reply: CountReply) => void) => void;
  /** Tells when the worker has died or could not be started; no reply comes after that. */
  readonly onError: (listener: (error: unknown) => void) => void;
  readonly dispose: () => void;
}

/** How soon a wish is fulfilled; of equals the newest comes first. */
export type Priority = 'now' | 'visible' | 'background';

/** Rows somebody wants counted. */
export interface Wish {
  /** Takes back what is not under way yet. */
  readonly cancel: () => void;
}

/** Told which rows have counts now. */
export type CountedListener = (rows: readonly Row[], model: CountedModel) => void;

interface Waiting {
  readonly rows: readonly Row[];
  readonly model: CountedModel;
  readonly ledger: Ledger;
  readonly priority: Priority;
  /** Asked of each row that is not counted when its turn comes; false leaves it out. */
  readonly isTime: (row: Row) => boolean;
  /** The first row not looked at yet. */
  next: number;
}

/** Counts that hold for all models that count alike. */
interface Ledger {
  readonly counts: WeakMap<Row, ExampleTokens | 'under way' | 'none'>;
  readonly asked: Map<Row, ((tokens: ExampleTokens | undefined) => void)[]>;
}

interface Batch {
  readonly request: CountRequest;
  readonly rows: readonly Row[];
  readonly ledger: Ledger;
}

/** Where workers get the tokenizers that models are counted with. */
export interface TokenizerTexts {
  /** The text of a tokenizer's file. */
  readonly text: (key: string) => string | undefined;
  /** Told that a tokenizer cannot be used, and why, as a clause; its models are counted without it. */
  readonly unusable: (key: string, why: string) => void;
}

/** The tokens of texts, or of parts of them, in the order of the texts. */
export interface TokenWindows {
  readonly windows: readonly TokenWindow[];
  /** Why the model's tokenizer could not tell them apart, as a clause; then they are those of a model without one. */
  readonly unusable?: string;
}

interface Lane {
  port: CountingPort | undefined;
  /** Whether the port has replied, and so has read what it counts with. */
  isAwake: boolean;
  /** The keys of the tokenizers that the port has the texts of. */
  sent: Set<string>;
  batch: Batch | undefined;
  /** Ends the worker when nothing has been asked of it for a while. */
  leisure: ReturnType<typeof setTimeout> | undefined;
}

// A worker holds some fifty megabytes, and takes a part of a second to start.
const longestLeisure = 60_000;
// UTF-16 units in one request: ten milliseconds of counting, so that a newer wish does not wait longer than that.
const batchSize = 256 * 1024;
// Rows that one turn looks at in search of uncounted ones; a million known rows must not hold up the server.
const rowsPerTurn = 20_000;
const always = (_: Row): boolean => true;
const order: readonly Priority[] = ['now', 'visible', 'background'];

/** Has rows counted by workers in the background and keeps the counts as long as the rows live. Never blocks. */
export class TokenCounts {
  readonly #start: () => CountingPort;
  readonly #onError: (error: unknown) => void;
  readonly #tokenizers: TokenizerTexts | undefined;
  readonly #lanes: readonly Lane[];
  readonly #ledgers = new Map<string, Ledger>();
  // Whoever adds up a file asks for each of its rows.
  readonly #ledgerOf = new WeakMap<CountedModel, Ledger>();
  readonly #listeners: CountedListener[] = [];
  readonly #tokenizing = new Map<number, (tokens: TokenWindows | undefined) => void>();
  /** The most urgent first. */
  #wishes: Waiting[] = [];
  #nextId = 1;
  #restarted = false;
  #stopped = false;
  #turn: ReturnType<typeof setTimeout> | undefined;

  /**
   * `start` is called when a worker is needed: for the first time, after the one before was ended because nothing was to be
   * counted for a minute, and once more when it fails; every failure is told.
   */
  constructor(start: () => CountingPort, onError: (error: unknown) => void, workers = 1, tokenizers?: TokenizerTexts) {
    this.#start = start;
    this.#onError = onError;
    this.#tokenizers = tokenizers;
    this.#lanes = Array.from({ length: workers }, () => ({
      port: undefined,
      isAwake: false,
      sent: new Set(),
      batch: undefined,
      leisure: undefined,
    }));
  }

  onCounted(listener: CountedListener): void {
    this.#listeners.push(listener);
  }

  /** Whether a worker is there that has counted before; one that is being started takes a part of a second. */
  get isAwake(): boolean {
    return this.#lanes.some(({ port, isAwake }) => port !== undefined && isAwake);
  }

  /** A row's tokens, when they are counted already and the row is JSON. */
  get(row: Row, model: CountedModel): ExampleTokens | undefined {
    const known = this.#ledger(model).counts.get(row);
    return typeof known === 'object' ? known : undefined;
  }

  /** A row's tokens, counted before everything else; undefined when the row is no JSON or cannot be counted. */
  count(row: Row, model: CountedModel): Promise<ExampleTokens | undefined> {
    const counted = this.#answerFor(row, model);
    this.want([row], model, 'now');
    return counted;
  }

  /** The tokens of rows in their order, as `count` gives them, with less haste. The list must not change afterwards. */
  countAll(rows: readonly Row[], model: CountedModel, priority: Priority): Promise<readonly (ExampleTokens | undefined)[]> {
    const counted = Promise.all(rows.map((row) => this.#answerFor(row, model)));
    this.want(rows, model, priority);
    return counted;
  }

  #answerFor(row: Row, model: CountedModel): Promise<ExampleTokens | undefined> {
    const ledger = this.#ledger(model);
    const known = ledger.counts.get(row);
    if (typeof known === 'object') return Promise.resolve(known);
    if (known === 'none' || this.#stopped) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const asked = ledger.asked.get(row);
      if (asked) asked.push(resolve);
      else ledger.asked.set(row, [resolve]);
    });
  }

  /**
   * Asks for the rows' counts; those that are known or under way cost nothing, and those are left out of which `isTime` is false
   * when their turn has come. The list must not change afterwards.
   */
  want(rows: readonly Row[], model: CountedModel, priority: Priority, isTime = always): Wish {
    if (this.#stopped) return { cancel: () => undefined };
    const wish: Waiting = { rows, model, ledger: this.#ledger(model), priority, isTime, next: 0 };
    this.#insert(wish);
    this.#send();
    return {
      cancel: () => {
        this.#wishes = this.#wishes.filter((other) => other !== wish);
      },
    };
  }

  /** The tokens of texts; undefined when they cannot be told. Waits for what a worker is at, and for nothing else. */
  tokenize(texts: readonly WindowedText[], model: CountedModel): Promise<TokenWindows | undefined> {
    const [lane] = this.#lanes;
    if (!lane || this.#stopped) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const id = this.#nextId++;
      this.#tokenizing.set(id, resolve);
      try {
        this.#post(lane, { id, model: asked(model), lines: [], texts });
      } catch (error) {
        this.#fail(lane, error);
      }
    });
  }

  dispose(): void {
    this.#stop();
  }

  #ledger(model: CountedModel): Ledger {
    const met = this.#ledgerOf.get(model);
    if (met) return met;
    // Two models differ by their encoding or tokenizer and by how they count images.
    const key = `${model.tokenizer?.key ?? model.encoding} ${JSON.stringify(imageRuleOf(model.id))}`;
    const ledger: Ledger = this.#ledgers.get(key) ?? { counts: new WeakMap(), asked: new Map() };
    this.#ledgers.set(key, ledger);
    this.#ledgerOf.set(model, ledger);
    return ledger;
  }

  #insert(wish: Waiting): void {
    const rank = order.indexOf(wish.priority);
    const at = this.#wishes.findIndex((other) => order.indexOf(other.priority) >= rank);
    this.#wishes.splice(at === -1 ? this.#wishes.length : at, 0, wish);
  }

  #send(): void {
    for (const lane of this.#lanes) {
      if (lane.batch || this.#stopped) continue;
      const batch = this.#nextBatch();
      if (!batch) {
        if (this.#wishes.length > 0) this.#sendLater();
        return;
      }
      lane.batch = batch;
      for (const row of batch.rows) batch.ledger.counts.set(row, 'under way');
      try {
        this.#post(lane, batch.request);
      } catch (error) {
        this.#fail(lane, error);
      }
    }
  }

  #post(lane: Lane, request: CountRequest): void {
    clearTimeout(lane.leisure);
    lane.port ??= this.#open(lane);
    lane.port.post(this.#withTokenizer(lane, request));
  }

  #rest(lane: Lane): void {
    clearTimeout(lane.leisure);
    lane.leisure = setTimeout(() => {
      if (lane.batch || this.#tokenizing.size > 0) return;
      lane.port?.dispose();
      lane.port = undefined;
    }, longestLeisure);
  }

  // A tokenizer has megabytes: a worker gets it once.
  #withTokenizer({ sent }: Lane, request: CountRequest): CountRequest {
    const key = request.model.tokenizer?.key;
    if (key === undefined || sent.has(key)) return request;
    sent.add(key);
    const tokenizer = this.#tokenizers?.text(key);
    return tokenizer === undefined ? request : { ...request, tokenizer };
  }

  #sendLater(): void {
    this.#turn ??= setTimeout(() => {
      this.#turn = undefined;
      this.#send();
    }, 0);
  }

  // The most urgent wish's next rows. Nothing, while there are wishes, means that this turn has looked at enough rows.
  #nextBatch(): Batch | undefined {
    for (let budget = rowsPerTurn; budget > 0; ) {
      const wish = this.#wishes[0];
      if (!wish) return undefined;
      const { counts } = wish.ledger;
      const rows: Row[] = [];
      let size = 0;
      while (wish.next < wish.rows.length && size < batchSize && budget-- > 0) {
        const row = wish.rows[wish.next];
        if (row && unitsOf(row) + size > batchSize && rows.length > 0) break;
        wish.next++;
        if (!row || counts.has(row) || !wish.isTime(row)) continue;
        rows.push(row);
        size += unitsOf(row);
      }
      if (wish.next >= wish.rows.length) this.#wishes.shift();
      if (rows.length > 0) {
        const request = { id: this.#nextId++, model: asked(wish.model), ...gatherLines(rows) };
        return { request, rows, ledger: wish.ledger };
      }
    }
    return undefined;
  }

  #open(lane: Lane): CountingPort {
    const port = this.#start();
    lane.sent = new Set();
    lane.isAwake = false;
    port.onReply((reply) => {
      if (lane.port === port) {
        lane.isAwake = true;
        this.#rest(lane);
      }
      const tokenized = this.#tokenizing.get(reply.id);
      if (tokenized) {
        this.#tokenizing.delete(reply.id);
        if ('error' in reply) this.#onError(new Error(reply.error));
        tokenized('error' in reply ? undefined : { windows: [], ...reply });
        return;
      }
      if (lane.port !== port || lane.batch?.request.id !== reply.id) return;
      if ('error' in reply) this.#fail(lane, new Error(reply.error));
      else {
        const key = lane.batch.request.model.tokenizer?.key;
        if (reply.unusable !== undefined && key !== undefined) this.#tokenizers?.unusable(key, reply.unusable);
        this.#take(lane, lane.batch, reply.counts);
      }
    });
    port.onError((error) => {
      if (lane.port === port) this.#fail(lane, error);
    });
    return port;
  }

  #take(lane: Lane, { rows, ledger, request }: Batch, counts: readonly (ExampleTokens | undefined)[]): void {
    this.#restarted = false;
    lane.batch = undefined;
    rows.forEach((row, index) => {
      const tokens = counts[index];
      ledger.counts.set(row, tokens ?? 'none');
      answer(ledger, row, tokens);
    });
    this.#send();
    for (const listener of this.#listeners) listener(rows, request.model);
  }

  // What was under way is wanted again. A second failure in a row is no accident any more.
  #fail(lane: Lane, error: unknown): void {
    const { port, batch } = lane;
    clearTimeout(lane.leisure);
    lane.port = undefined;
    lane.batch = undefined;
    port?.dispose();
    this.#onError(error);
    this.#endTokenizing();
    if (batch) {
      for (const row of batch.rows) batch.ledger.counts.delete(row);
      this.#insert({ rows: batch.rows, model: batch.request.model, ledger: batch.ledger, priority: 'now', isTime: always, next: 0 });
    }
    if (this.#restarted) {
      this.#stop();
    } else {
      this.#restarted = true;
      this.#sendLater();
    }
  }

  #endTokenizing(): void {
    for (const resolve of this.#tokenizing.values()) resolve(undefined);
    this.#tokenizing.clear();
  }

  #stop(): void {
    this.#stopped = true;
    this.#wishes = [];
    clearTimeout(this.#turn);
    this.#endTokenizing();
    for (const lane of this.#lanes) {
      clearTimeout(lane.leisure);
      lane.port?.dispose();
      lane.port = undefined;
      lane.batch = undefined;
    }
    for (const ledger of this.#ledgers.values()) for (const row of [...ledger.asked.keys()]) answer(ledger, row, undefined);
  }
}

/** What a worker has to know of a model. */
function asked({ id, encoding, tokenizer }: CountedModel): CountedModel {
  return { id, encoding, ...(tokenizer && { tokenizer }) };
}

function answer({ asked }: Ledger, row: Row, tokens: ExampleTokens | undefined): void {
  const waiting = asked.get(row);
  asked.delete(row);
  for (const resolve of waiting ?? []) resolve(tokens);
}
