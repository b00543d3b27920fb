import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The vocabularies that are counted with; o200k_harmony is o200k_base with other special tokens. */
const vocabularyNames = ['o200k_base', 'cl100k_base'];

// What the split patterns tell apart, in the order of the numbers that `vocabulary.ts` gives them; 0 is every other character.
const classPatterns = ['[\\p{Lu}\\p{Lt}]', '\\p{Ll}', '[\\p{Lm}\\p{Lo}]', '\\p{M}', '\\p{N}', '[^\\S\\r\\n]', '[\\r\\n]'];
const codePoints = 0x110000;
const singleBytes = 256;

/**
 * Writes `<outDir>/vocabularies/<name>.bin` for every vocabulary. They are files of their own because a vocabulary is
 * worth a megabyte and a server that counts nothing needs none.
 * @param {string} outDir
 */
export async function writeVocabularies(outDir) {
  const folder = path.join(outDir, 'vocabularies');
  await mkdir(folder, { recursive: true });
  await Promise.all(vocabularyNames.map(async (name) => writeFile(path.join(folder, `${name}.bin`), await vocabulary(name))));
}

/**
 * The file of one vocabulary:
 * - runs of code points of one class, up to U+10FFFF: a byte for the class, the run's length as LEB128;
 * - the number of tokens, 4 bytes, little-endian;
 * - the byte of each of the first 256 tokens;
 * - the ranks of the two tokens that every further token is made of, in six planes: low, middle and high bytes of the left
 *   ranks, then of the right ones. Ranks compress better than the tokens' bytes do, and load as fast.
 * @param {string} name
 * @returns {Promise<Uint8Array>}
 */
export async function vocabulary(name) {
  const kept = path.join(await keptFolder(), `${name}.bin`);
  try {
    return await readFile(kept);
  } catch {
    const file = Buffer.concat([await packClasses(), await packTokens(name)]);
    await mkdir(path.dirname(kept), { recursive: true });
    // Several builds and tests may make it at the same time.
    const beside = `${kept}.${randomBytes(6).toString('hex')}`;
    await writeFile(beside, file);
    await rename(beside, kept);
    return file;
  }
}

// Making a vocabulary takes seconds and every build and many tests want one, so it is kept for as long as what it is made
// with stays the same: this script and the two packages.
async function keptFolder() {
  // Scripts and tests run in the project's folder, and bundled into a test this file no longer knows where it lay.
  const root = process.cwd();
  const sources = ['scripts/vocabularies.mjs', 'node_modules/tiktoken/package.json', 'node_modules/gpt-tokenizer/package.json'];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(await readFile(path.join(root, source)));
  return path.join(root, 'out/vocabularies', hash.digest('hex').slice(0, 16));
}

// The classes are asked of tiktoken itself: the JavaScript engine's Unicode version is another one, and differs between hosts.
async function packClasses() {
  const { Tiktoken } = await import('tiktoken');
  const all = [];
  for (let code = 0; code < codePoints; code++) if (code < 0xd800 || code > 0xdfff) all.push(code);
  const text = fromCodes(all);
  const ranks = `! 0 ${Array.from({ length: singleBytes }, (_, byte) => Buffer.of(byte).toString('base64')).join(' ')}`;
  const classes = new Uint8Array(codePoints);
  classPatterns.forEach((pattern, index) => {
    // With the 256 bytes as its only tokens, an encoder gives back the bytes of what its pattern matches and drops the rest.
    const encoder = new Tiktoken(ranks, {}, pattern);
    const matched = Buffer.from(encoder.encode_ordinary(text)).toString('utf8');
    encoder.free();
    for (const character of matched) classes[character.codePointAt(0)] = index + 1;
  });
  const bytes = [];
  for (let code = 0, end = 0; code < codePoints; code = end) {
    while (end < codePoints && classes[end] === classes[code]) end++;
    bytes.push(classes[code]);
    let length = end - code;
    for (; length > 127; length >>= 7) bytes.push((length & 127) | 128);
    bytes.push(length);
  }
  return Uint8Array.from(bytes);
}

function fromCodes(codes) {
  let text = '';
  for (let at = 0; at < codes.length; at += 4096) text += String.fromCodePoint(...codes.slice(at, at + 4096));
  return text;
}

async function packTokens(name) {
  const { default: entries } = await import(`gpt-tokenizer/bpeRanks/${name}`);
  const tokens = entries.map((entry) => Buffer.from(entry).toString('latin1'));
  const ranks = new Map(tokens.map((token, rank) => [token, rank]));
  if (ranks.size !== entries.length) throw new Error(`${name}: tokens are missing or stand twice`);
  const merged = tokens.length - singleBytes;
  const head = Buffer.alloc(4 + singleBytes);
  head.writeUInt32LE(tokens.length);
  const planes = Buffer.alloc(6 * merged);
  tokens.forEach((token, rank) => {
    if (rank < singleBytes) {
      if (token.length !== 1) throw new Error(`${name}: token ${rank} is no single byte`);
      head[4 + rank] = token.charCodeAt(0);
      return;
    }
    const [left, right] = parts(token, rank, ranks) ?? [];
    if (left === undefined || right === undefined) throw new Error(`${name}: token ${rank} is made of no two tokens before it`);
    const at = rank - singleBytes;
    for (const plane of [0, 1, 2]) {
      planes[plane * merged + at] = left >> (8 * plane);
      planes[(3 + plane) * merged + at] = right >> (8 * plane);
    }
  });
  return Buffer.concat([head, planes]);
}

function parts(token, rank, ranks) {
  for (let cut = token.length - 1; cut > 0; cut--) {
    const left = ranks.get(token.slice(0, cut));
    const right = ranks.get(token.slice(cut));
    if (left < rank && right < rank) return [left, right];
  }
  return undefined;
}
