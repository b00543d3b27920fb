/** A generator of numbers in [0, 1) that gives the same ones for the same seed. */
export function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const words =
  'the reader asked whether a book could be kept longer than two weeks because nobody else seemed to wait for it and we said yes twice unless someone reserves it meanwhile'.split(
    ' ',
  );
const snippets = [
  'const total = items.reduce((sum, { price }) => sum + price, 0);\nif (total > 100) {\n\tapply("discount");\n}',
  '图书馆周一至周五上午九点开门，周末十点开门。请带上您的借书证。',
  '"Of course," she said, "the reading room is open until 20:00 — except on holidays."',
  '| day | opens | closes |\n|---|---|---|\n| Mon | 9:00 | 20:00 |',
];

/** Training lines of 2 to 8 messages, some kilobytes each: prose, code, Chinese and escapes, until there are `bytes` of them. */
export function corpus(bytes, seed = 1) {
  const random = seeded(seed);
  const prose = (count) => Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(' ');
  const text = () =>
    random() < 0.3 ? `${prose(20)}\n\n${snippets[Math.floor(random() * snippets.length)]}\n\n${prose(60)}` : prose(40 + random() * 240);
  const lines = [];
  for (let size = 0; size < bytes; ) {
    const messages = [{ role: 'system', content: 'You answer for the library.' }];
    for (let turn = 0; turn < 1 + random() * 3; turn++)
      messages.push({ role: 'user', content: text() }, { role: 'assistant', content: text() });
    const line = JSON.stringify({ messages });
    lines.push(line);
    size += Buffer.byteLength(line) + 1;
  }
  return lines;
}
