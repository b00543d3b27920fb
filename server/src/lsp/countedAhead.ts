import type { Row } from '../core/rows/row';
import type { Model } from '../core/targets/target';
import type { CountedModel, ExampleTokens } from '../core/tokens/countExample';
import type { Session } from './session';

/** Rows of a stream whose tokens are counted before anybody asks for them. */
export interface CountedAhead {
  readonly rows: AsyncIterable<Row>;
  /** A row's tokens for the model, or for another one that is given; undefined when the row is no JSON. */
  readonly tokensOf: (row: Row, model?: Model) => Promise<ExampleTokens | undefined>;
}

// So much text is counted while as much is checked: one request to a worker.
const batchUnits = 1 << 18;

/** Hands rows on one batch later than they come, so that a worker counts one batch while another one is looked at. */
export function countedAhead(session: Session, model: CountedModel, source: AsyncIterable<Row>): CountedAhead {
  const counts = new WeakMap<Row, Promise<ExampleTokens | undefined>>();
  const count = (rows: readonly Row[]): void => {
    const counted = session.tokens.countAll(rows, model, 'background');
    for (const [index, row] of rows.entries()) {
      counts.set(
        row,
        counted.then((all) => all[index]),
      );
    }
  };
  const rows = async function* (): AsyncGenerator<Row> {
    let before: Row[] = [];
    let batch: Row[] = [];
    let units = 0;
    for await (const row of source) {
      batch.push(row);
      // Short lines too cost something each.
      units += row.text.length + 256;
      if (units < batchUnits) continue;
      count(batch);
      yield* before;
      before = batch;
      batch = [];
      units = 0;
    }
    count(batch);
    yield* before;
    yield* batch;
  };
  const { tokenizer } = model;
  return {
    rows: rows(),
    tokensOf: async (row, other) =>
      other && other.id !== model.id ? session.tokens.count(row, tokenizer ? { ...other, tokenizer } : other) : counts.get(row),
  };
}
