import { hashOf } from './hash';
import { outputAt, whiteSpaceAround } from './layout';
import * as numbers from './numbers';
import { escapeSigns, isCut, readText, textEnd, textStart } from './text';
import { signsIn } from './words';

// 0 is none.
const system: u32 = 1;
const user: u32 = 2;
const assistant: u32 = 3;

const longestHead: usize = 80;

let bytesEnd: usize = 0;
let roomAt: usize = 0;
let signs: u32 = 0;
let role: u32 = 0;

/** The bits of the signs in the texts of the line that `readPlainChat` has read. */
export function plainSigns(): u32 {
  return signs;
}

/**
 * Reads a line of plain chat: messages and nothing else, each with a role of the three that every trainer knows, a text that begins with
 * no white space, and nothing else. Says what it holds in the output and returns true; false when the line is another one.
 */
export function readPlainChat(start: usize, end: usize, room: usize): bool {
  bytesEnd = end;
  roomAt = room;
  signs = 0;
  const head = pass(start);
  let at = next(head, 0x7b);
  if (at === 0 || load<u8>(at) !== 0x22 || load<u64>(at, 1) !== 0x736567617373656d || load<u8>(at, 9) !== 0x22) return false;
  const keyEnd = at + 10;
  if (keyEnd - head > longestHead) return false;
  const key = hashOf(at + 1, 8);
  at = next(pass(keyEnd), 0x3a);
  if (at === 0) return false;
  at = next(at, 0x5b);
  if (at === 0) return false;

  numbers.begin();
  let listLow = numbers.low;
  let listHigh = numbers.high;
  let rolesLow = numbers.low;
  let rolesHigh = numbers.high;
  let beforeLow: u32 = 0;
  let beforeHigh: u32 = 0;
  let count: u32 = 0;
  store<u32>(outputAt, 0, 4 * 13);
  while (true) {
    count += 1;
    at = readMessage(at, count === 1);
    if (at === 0) return false;
    const itemLow = numbers.low;
    const itemHigh = numbers.high;
    numbers.goOn(rolesLow, rolesHigh);
    numbers.mix(role);
    rolesLow = numbers.low;
    rolesHigh = numbers.high;
    beforeLow = listLow;
    beforeHigh = listHigh;
    numbers.goOn(listLow, listHigh);
    numbers.mix(itemLow);
    numbers.mix(itemHigh);
    listLow = numbers.low;
    listHigh = numbers.high;
    at = pass(at);
    const byte = load<u8>(at);
    if (byte === 0x2c) {
      at = pass(at + 1);
      continue;
    }
    if (byte !== 0x5d) return false;
    at = next(pass(at + 1), 0x7d);
    if (at !== end) return false;
    store<u32>(outputAt, itemLow, 4 * 9);
    store<u32>(outputAt, itemHigh, 4 * 10);
    break;
  }
  numbers.beginMember();
  numbers.mixText(key);
  numbers.mix(1 + count * 4);
  numbers.mix(listLow);
  numbers.mix(listHigh);
  const memberLow = numbers.low;
  const memberHigh = numbers.high;
  numbers.begin();
  numbers.mix(memberLow);
  numbers.mix(memberHigh);
  store<u32>(outputAt, rolesLow, 4 * 3);
  store<u32>(outputAt, rolesHigh, 4 * 4);
  store<u32>(outputAt, numbers.low, 4 * 5);
  store<u32>(outputAt, numbers.high, 4 * 6);
  store<u32>(outputAt, beforeLow, 4 * 7);
  store<u32>(outputAt, beforeHigh, 4 * 8);
  store<u32>(outputAt, <u32>(head - start), 4 * 11);
  store<u32>(outputAt, <u32>(keyEnd - start), 4 * 12);
  return true;
}

/** Reads a message, whose number is begun and made, and returns where the line goes on; 0 when it is not plain. */
function readMessage(start: usize, isFirst: bool): usize {
  let at = next(start, 0x7b);
  if (at === 0) return 0;
  let sumLow: u32 = 0;
  let sumHigh: u32 = 0;
  let isAround = false;
  let hasText = false;
  let textHash: u64 = 0;
  role = 0;
  while (true) {
    if (load<u8>(at) !== 0x22) return 0;
    numbers.beginMember();
    if (load<u64>(at, 1) === 0x22746e65746e6f63) {
      if (hasText) return 0;
      numbers.mixText(hashOf(at + 1, 7));
      at = opened(at + 9);
      if (at === 0) return 0;
      at = readText(at, bytesEnd, roomAt);
      if (at === 0 || isCut || textStart === textEnd || isWhiteSpace(textStart, true)) return 0;
      hasText = true;
      isAround = isWhiteSpace(textEnd, false);
      signs |= escapeSigns | signsIn(textStart, textEnd);
      textHash = hashOf(textStart, textEnd - textStart);
      numbers.mixText(textHash);
    } else if (load<u32>(at, 1) === 0x656c6f72 && load<u8>(at, 5) === 0x22) {
      if (role !== 0) return 0;
      numbers.mixText(hashOf(at + 1, 4));
      at = opened(at + 6);
      if (at === 0) return 0;
      const length = roleLength(at);
      if (length === 0) return 0;
      numbers.mixText(hashOf(at, length));
      at += length + 1;
    } else {
      return 0;
    }
    sumLow += numbers.low;
    sumHigh += numbers.high;
    at = pass(at);
    const byte = load<u8>(at);
    at = pass(at + 1);
    if (byte === 0x7d) break;
    if (byte !== 0x2c) return 0;
  }
  if (role === 0 || !hasText) return 0;
  if (isAround && role === assistant) signs |= whiteSpaceAround;
  if (isFirst && role === system) {
    // What comes next must not be written over it.
    if (textStart === roomAt) roomAt = textEnd;
    store<u32>(outputAt, <u32>textStart, 4 * 13);
    store<u32>(outputAt, <u32>textEnd, 4 * 14);
    store<u32>(outputAt, <u32>textHash, 4 * 15);
    store<u32>(outputAt, <u32>(textHash >> 32), 4 * 16);
  }
  numbers.begin();
  numbers.mix(sumLow);
  numbers.mix(sumHigh);
  return at;
}

/** The length of the role at `at`, up to its quote, which `role` then says; 0 for any other word. */
function roleLength(at: usize): usize {
  const word = load<u32>(at);
  if (word === 0x72657375 && load<u8>(at, 4) === 0x22) {
    role = user;
    return 4;
  }
  if (load<u64>(at) === 0x6e61747369737361 && load<u16>(at, 8) === 0x2274) {
    role = assistant;
    return 9;
  }
  if (word === 0x74737973 && load<u16>(at, 4) === 0x6d65 && load<u8>(at, 6) === 0x22) {
    role = system;
    return 6;
  }
  return 0;
}

/** Behind the quote with which the value of a member begins; 0 where another value stands. */
function opened(at: usize): usize {
  const colon = next(pass(at), 0x3a);
  return colon === 0 || load<u8>(colon) !== 0x22 ? 0 : colon + 1;
}

/** Passes over a byte that must be there and the white space behind it; 0 where it is not. */
function next(at: usize, byte: u8): usize {
  return load<u8>(at) === byte ? pass(at + 1) : 0;
}

function pass(at: usize): usize {
  let byte = load<u8>(at);
  while (byte === 0x20 || byte === 0x09) byte = load<u8>(++at);
  return at;
}

/** Whether white space, as JavaScript trims it, begins at `at` or ends before it; control characters are taken for it. */
function isWhiteSpace(at: usize, begins: bool): bool {
  const byte = load<u8>(begins ? at : at - 1);
  if (byte < 0x80) return byte <= 0x20;
  const start = begins ? at : at - 3;
  const third = <u32>load<u8>(start, 2);
  const two = ((<u32>load<u8>(start)) << 8) | <u32>load<u8>(start, 1);
  if ((begins ? two : ((two & 0xff) << 8) | third) === 0xc2a0) return true;
  if (two === 0xe280) return third <= 0x8a || third === 0xa8 || third === 0xa9 || third === 0xaf;
  const three = (two << 8) | third;
  return three === 0xe19a80 || three === 0xe2819f || three === 0xe38080 || three === 0xefbbbf;
}
