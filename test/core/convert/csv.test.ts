import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readingsOf } from '../../../server/src/core/convert/convert';
import { broken } from './support';

function best(text: string) {
  const offer = readingsOf(text, {})[0];
  assert.ok(offer);
  assert.equal(broken(text, offer.result, {}), undefined);
  const { examples, notes } = offer.result;
  return {
    id: offer.id,
    reason: offer.reason,
    said: examples.map(({ messages }) => messages.map(({ content }) => content).join(' > ')),
    notes: notes.map(({ message, span }) => `${text.slice(0, span.start).split('\n').length}: ${message}`),
  };
}

test('quotation marks that are opened in each row and never closed do not hide a table', () => {
  for (const rows of [5, 6, 300]) {
    const text = `question,answer\n${Array.from({ length: rows }, (_, index) => `Why ${index}?,"So ${index}.\n`).join('')}`;
    const { id, said, notes } = best(text);
    assert.equal(id, 'table');
    assert.equal(said.length, rows);
    assert.equal(said[1], 'Why 1? > So 1.');
    assert.deepEqual(notes, ['1: Quotation marks of this table are not closed, so each line is read as a row.']);
  }
});

test('some marks that are not closed cost their own lines, however many good ones follow', () => {
  const good = (index: number) => `Why ${index}?,"So, ${index}."\n`;
  const rows = Array.from({ length: 6000 }, (_, index) => (index % 300 === 7 ? `Why ${index}?,"So ${index}.\n` : good(index)));
  const { id, said, notes } = best(`question,answer\n${rows.join('')}`);
  assert.equal(id, 'table');
  assert.ok(said.length >= 6000 - 2 * 20, `${said.length} rows`);
  assert.ok(said.includes('Why 5999? > So, 5999.'));
  assert.match(notes[0] ?? '', /^9: A quotation mark in this line/);
});

test('where too many are not closed, the rest is read line by line', () => {
  const row = (index: number) => (index % 5 === 2 ? `Why ${index}?,"So ${index}.\n` : `Why ${index}?,"So, ${index}."\n`);
  const rows = Array.from({ length: 2000 }, (_, index) => (index < 200 ? `Why ${index}?,"So, ${index}."\n` : row(index)));
  const { said, notes } = best(`question,answer\n${rows.join('')}`);
  assert.ok(said.includes('Why 1992? > So 1992.'), said.at(-1));
  assert.ok(notes.some((note) => /Too many quotation marks are not closed, so from here on/.test(note)));
  assert.ok(notes.some((note) => /This line has not 2 cells, as the others have, and is left out/.test(note)));
});

test('a cell may be longer than what is parsed at once', () => {
  const long = 'It is, and goes on.\n'.repeat(5000);
  const { said } = best(`question,answer\nWhy?,"${long}"\nAnd then?,Nothing.\n`);
  assert.deepEqual(
    said.map((each) => each.length),
    ['Why? > '.length + long.trim().length, 'And then? > Nothing.'.length],
  );
});
