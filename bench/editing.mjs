import { corpus } from './corpus.mjs';
import { seeded } from './seeded.mjs';
import { peerServer, shippedServer, startServer, waited } from './server.mjs';
import { median, quantile, row, show, spread } from './statistics.mjs';

/** One character typed into a document, and what editors ask about a line, over the protocol and with its cost. */
export async function editing({ megabytes, runs, edits }) {
  const small = corpus(1e6);
  const large = corpus(megabytes * 1e6);
  const smalls = [];
  const larges = [];
  const roundTrips = [];
  const peers = [];
  const answers = { completion: [], hover: [], codeAction: [] };
  let first = 0;
  const each = Math.ceil(edits / runs);
  const inSmall = await open(shippedServer, small);
  const inLarge = await open(shippedServer, large, { isTimed: true });
  const inPeer = await open(peerServer, large);
  first = inLarge.first;
  for (let run = 0; run < runs; run++) {
    smalls.push(median(await typeInto(inSmall, small, each, run)));
    const times = await typeInto(inLarge, large, each, run);
    larges.push(median(times));
    roundTrips.push(quantile(times, 0.99));
    peers.push(median(await typeInto(inPeer, large, 3, run)));
    await askAbout(inLarge, large, each, run, answers);
  }
  for (const { server } of [inSmall, inLarge, inPeer]) await server.stop();
  const edited = inLarge.server.times().slice(warming);
  if (edited.length !== each * runs) throw new Error(`${edited.length} of ${each * runs} edits were timed by the server.`);
  const p99s = roundTrips.map((_, run) => quantile(edited.slice(run * each, (run + 1) * each), 0.99));
  const detail =
    `median ${show(median(edited))} ms; as the client sees it ${show(median(larges))} ms, p99 ${spread(roundTrips)} ms; ` +
    `first diagnostics ${show(first)} ms after opening`;
  return [
    row('B2', `one edit in ${megabytes} MB, from the change received to the diagnostics sent, p99 in ms`, p99s, { most: 5 }, detail),
    row(
      'B2',
      'one edit as the client sees it ÷ the same in 1 MB, medians',
      larges.map((time, at) => time / smalls[at]),
      { most: 1.5 },
      `1 MB: ${show(median(smalls))} ms`,
    ),
    row(
      'B3',
      'a server that keeps a text document and parses its lines ÷ this one',
      peers.map((time, at) => time / larges[at]),
      { least: 100 },
      `${show(median(peers))} ms an edit`,
    ),
    ...Object.entries(answers).map(([name, times]) =>
      row('B10', `${name} in ${megabytes} MB, p99 in ms`, [quantile(times, 0.99)], { most: 10 }, `median ${show(median(times))} ms`),
    ),
  ];
}

// Typing is measured warm: the first edits make the engine compile.
const warming = 5;

async function open(script, lines, options) {
  const server = await startServer(script, options);
  const first = await waited(async () => {
    await server.open(lines.join('\n'));
    await server.diagnostics();
  });
  await typeInto({ server }, lines, warming, 99);
  return { server, first };
}

async function typeInto({ server }, lines, count, seed) {
  const random = seeded(seed);
  const times = [];
  for (let edit = 0; edit < count; edit++) {
    const { line, character } = somewhere(lines, random);
    times.push(
      await waited(async () => {
        await server.type(line, character, 'x');
        await server.diagnostics();
      }),
    );
  }
  return times;
}

async function askAbout({ server }, lines, count, seed, answers) {
  const random = seeded(seed + 1000);
  for (let question = 0; question < count; question++) {
    const position = somewhere(lines, random);
    const range = { start: position, end: position };
    answers.completion.push(await waited(() => server.ask('textDocument/completion', { position })));
    answers.hover.push(await waited(() => server.ask('textDocument/hover', { position })));
    answers.codeAction.push(await waited(() => server.ask('textDocument/codeAction', { range, context: { diagnostics: [] } })));
  }
}

function somewhere(lines, random) {
  const line = Math.floor(random() * lines.length);
  return { line, character: 100 + Math.floor(random() * Math.max(1, lines[line].length - 200)) };
}
