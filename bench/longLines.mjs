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

function rowsOf(what, { check, whole, hover, inText, edit }) {
  const worst = Math.max(...check, ...hover, ...inText, ...edit);
  const detail = [
    `check ${show(median(check))} (${show(median(whole))} with the way of the text)`,
    `hover ${show(median(hover))}`,
    ...(inText.length > 0 ? [`edit within a text ${show(median(inText))}`] : []),
    `edit that breaks the line or of a broken one ${show(median(edit))}`,
  ];
  return [row('B11', `${what}: the latest answer, ms`, [worst], { most: 300 }, `medians: ${detail.join(', ')}`)];
}

async function answers(line, runs) {
  const others = corpus(1e5);
  const found = { check: [], whole: [], hover: [], inText: [], edit: [] };
  for (let run = 0; run < runs; run++) {
    const server = await startServer(shippedServer, { isTimed: true });
    await server.open(others.join('\n'));
    await server.diagnostics();
    // Pasted, as such a line comes.
    found.whole.push(await waited(() => paste(server, others.length, line)));
    const at = others.length;
    const type = (character) =>
      waited(async () => {
        await server.type(at, character, 'x');
        await server.diagnostics();
      });
    // Most of what is typed leaves the line JSON.
    const within = line.indexOf(' ', line.length / 2);
    if (within !== -1) for (let time = 0; time < 3; time++) found.inText.push(await type(within));
    for (const character of [20, Math.floor(line.length / 2), line.length - 10]) {
      const position = { line: at, character };
      found.hover.push(await waited(() => server.ask('textDocument/hover', { position })));
      found.edit.push(await type(character));
    }
    await server.stop();
    // What is measured is the server's answer, so the way of the text to it is left out.
    found.check.push(server.times()[0]);
  }
  return found;
}

async function paste(server, line, text) {
  await server.type(line + 5, 0, `\n${text}`);
  await server.diagnostics();
}
