import { corpus } from './corpus.mjs';
import { seeded } from './seeded.mjs';
import { shippedServer, startServer, waited } from './server.mjs';
import { median, row, show } from './statistics.mjs';
import { createWriter } from './writer.mjs';

/** One line of ten megabytes among others, and one that nests a hundred thousand deep: checked, asked about, typed into. */
export async function longLines({ runs }) {
  const { text } = createWriter(seeded(11));
  const messages = [
    { role: 'user', content: 'Go on.' },
    { role: 'assistant', content: text(10e6) },
  ];
  const long = await answers(JSON.stringify({ messages }), runs);
  const deep = await answers(`{"messages":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, runs);
  return [...rowsOf('one line of 10 MB', long), ...rowsOf('nesting of 100,000', deep)];
}

function rowsOf(what, { check, hover, edit }) {
  const worst = Math.max(...check, ...hover, ...edit);
  const detail = `check ${show(median(check))}, hover ${show(median(hover))}, edit ${show(median(edit))}`;
  return [row('B11', `${what}: the latest answer, ms`, [worst], { most: 300 }, `medians: ${detail}`)];
}

async function answers(line, runs) {
  const others = corpus(1e5);
  const found = { check: [], hover: [], edit: [] };
  for (let run = 0; run < runs; run++) {
    const server = await startServer(shippedServer);
    await server.open(others.join('\n'));
    await server.diagnostics();
    // Pasted, as such a line comes; what is measured is the server's answer, so the way of the text to it is taken off.
    const way = await waited(async () => {
      await server.type(others.length + 5, 0, `\n${' '.repeat(line.length)}`);
      await server.diagnostics();
    });
    const check = await waited(async () => {
      await server.type(others.length + 5, 0, `\n${line}`);
      await server.diagnostics();
    });
    found.check.push(Math.max(0, check - way));
    const at = others.length + 1;
    for (const character of [20, Math.floor(line.length / 2), line.length - 10]) {
      const position = { line: at, character };
      found.hover.push(await waited(() => server.ask('textDocument/hover', { position })));
      found.edit.push(
        await waited(async () => {
          await server.type(at, character, 'x');
          await server.diagnostics();
        }),
      );
    }
    await server.stop();
  }
  return found;
}
