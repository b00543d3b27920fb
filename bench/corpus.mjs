import { seeded } from './seeded.mjs';
import { createWriter } from './writer.mjs';

// Bytes of a line, line break included, on average.
const usualLine = 3700;

/** Training lines of 2 to 8 messages: prose, code, Chinese and escapes, nowhere the same, until there are `bytes` of them. */
export function corpus(bytes, seed = 1) {
  const lines = [];
  let size = 0;
  for (const line of linesOf(bytes, seed)) {
    lines.push(line);
    size += Buffer.byteLength(line) + 1;
    if (size >= bytes) break;
  }
  return lines;
}

/** The same lines one by one, so that no file of gigabytes need ever be in memory. */
function* linesOf(bytes, seed = 1) {
  const random = seeded(seed);
  const write = createWriter(random);
  let size = 0;
  while (size < bytes) {
    const turns = 1 + Math.floor(random() * 4);
    const share = usualLine / 7.6;
    const messages = [];
    if (random() < 0.4 && turns < 4) messages.push({ role: 'system', content: write.prose(60 + random() * 200) });
    for (let turn = 0; turn < turns; turn++) {
      messages.push({ role: 'user', content: write.text(share * (0.2 + random() * 0.8)) });
      messages.push({ role: 'assistant', content: write.text(share * (0.4 + random() * 2.2)) });
    }
    const json = JSON.stringify({ messages });
    // Python's `json.dumps` escapes whatever is not ASCII, and much of what people have was written by it.
    const line = random() < 0.1 ? json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : json;
    yield line;
    size += Buffer.byteLength(line) + 1;
  }
}

/** The texts of the messages of these lines. */
export function textsOf(lines) {
  return lines.flatMap((line) => JSON.parse(line).messages.map(({ content }) => content));
}
