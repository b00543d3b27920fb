import { vocabulary } from '../scripts/vocabularies.mjs';
import { load } from './engine.mjs';
import { seeded } from './seeded.mjs';
import { row, timed } from './statistics.mjs';

const length = 100_000;

/** Counting text without a break, on which the merge of most libraries is quadratic. */
export async function longRuns({ runs }) {
  const { createCounter } = await load('server/src/core/tokens/counter');
  const { count } = createCounter('o200k_base', await vocabulary('o200k_base'));
  const random = seeded(6);
  const any = (characters, of) => Array.from({ length: characters }, () => of[Math.floor(random() * of.length)]).join('');
  const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const han = Array.from({ length: 3000 }, (_, index) => String.fromCharCode(0x4e00 + index));
  const thai = Array.from({ length: 46 }, (_, index) => String.fromCharCode(0x0e01 + index));
  const emoji = Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0x1f600 + index));
  const kinds = {
    '"a"': (characters) => 'a'.repeat(characters),
    spaces: (characters) => ' '.repeat(characters),
    Han: (characters) => any(characters, han),
    Thai: (characters) => any(characters, thai),
    emoji: (characters) => any(characters, emoji),
  };
  const rows = [];
  for (const [name, make] of Object.entries(kinds)) {
    const short = times(
      runs,
      () => count(make(length)),
      () => make(length),
    );
    const long = times(
      runs,
      () => count(make(10 * length)),
      () => make(10 * length),
    );
    rows.push(row('B6', `100,000 × ${name} without a break, ms`, short, { most: 150 }));
    rows.push(
      row(
        'B6',
        `ten times as many ${name} ÷ that`,
        long.map((time, at) => time / short[at]),
        { most: 15 },
      ),
    );
  }
  const text = any(2_000_000, base64);
  rows.push(
    row(
      'B6',
      '2 MB of base64, ms',
      times(
        runs,
        () => count(text),
        () => undefined,
      ),
      { most: 150 },
    ),
  );
  return rows;
}

// Making the text costs time of its own, which is measured and taken off.
function times(runs, call, make) {
  call();
  return Array.from({ length: runs }, () => Math.max(0.1, timed(call).milliseconds - timed(make).milliseconds));
}
