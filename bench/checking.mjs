import { corpus } from './corpus.mjs';
import { load } from './engine.mjs';
import { median, row, show, timed } from './statistics.mjs';

/** Checking from cold with all rules: of bytes as they lie on disk, and of a document's text; against `JSON.parse` of every line. */
export async function checking({ megabytes, runs }) {
  const engine = await load('bench/checkedEngine');
  const text = `${corpus(megabytes * 1e6).join('\n')}\n`;
  const bytes = Buffer.from(text);
  const streamed = await measured(
    runs,
    () => parseBytes(bytes),
    () => engine.checkBytes(bytes),
  );
  const opened = await measured(
    runs,
    () => parseText(text),
    () => engine.checkText(text),
  );
  return [
    row('B1', 'check bytes from cold ÷ decode and `JSON.parse` every line', streamed.ratios, { most: 1.5 }, streamed.detail),
    row('B1', 'check a document from cold ÷ `JSON.parse` every line of its text', opened.ratios, { most: 1.5 }, opened.detail),
  ];
}

async function measured(runs, floor, check) {
  const floors = [];
  const checks = [];
  // The first run is slower on both sides: the engine has not compiled them yet.
  for (let run = 0; run <= runs; run++) {
    const { milliseconds } = timed(floor);
    const start = performance.now();
    const findings = await check();
    if (findings > 0) throw new Error(`the corpus has ${findings} findings, and should have none`);
    if (run === 0) continue;
    floors.push(milliseconds);
    checks.push(performance.now() - start);
  }
  return { ratios: checks.map((each, at) => each / floors[at]), detail: `${show(median(checks))} ms against ${show(median(floors))} ms` };
}

function parseBytes(bytes) {
  let members = 0;
  for (let start = 0, end = bytes.indexOf(10); end !== -1; start = end + 1, end = bytes.indexOf(10, start))
    members += Object.keys(JSON.parse(bytes.utf8Slice(start, end))).length;
  return members;
}

function parseText(text) {
  let members = 0;
  for (let start = 0, end = text.indexOf('\n'); end !== -1; start = end + 1, end = text.indexOf('\n', start))
    members += Object.keys(JSON.parse(text.slice(start, end))).length;
  return members;
}
