import type { PieceBytes } from './merge';
import { slotOf } from './vocabulary';

/** Counts of pieces seen before. Bounded: when it is full it begins anew. */
export interface PieceCache {
  /** The piece's count, or 0 when it is not known. */
  readonly get: (piece: PieceBytes) => number;
  readonly set: (piece: PieceBytes, count: number) => void;
}

const slotShift = 32 - 17;
const slotCount = 2 ** (32 - slotShift);
const maxPieces = slotCount / 2;
const maxBytes = 1 << 20;
// Longer pieces hardly come back.
const longestPiece = 64;

/** A cache in typed arrays, so that no substring is made for a piece that is known. */
export function createPieceCache(): PieceCache {
  const slots = new Int32Array(slotCount).fill(-1);
  const hashes = new Int32Array(maxPieces);
  const starts = new Int32Array(maxPieces + 1);
  const counts = new Uint8Array(maxPieces);
  const bytes = new Uint8Array(maxBytes);
  let pieces = 0;

  // The slot of the piece or, when it is not known, the empty one where it belongs.
  const find = (piece: PieceBytes, hash: number): number => {
    let slot = slotOf(hash, slotShift);
    for (; ; slot = (slot + 1) & (slotCount - 1)) {
      const entry = slots[slot] ?? -1;
      if (entry === -1 || (hashes[entry] === hash && isSame(piece, starts[entry] ?? 0, starts[entry + 1] ?? 0))) return slot;
    }
  };
  const isSame = (piece: PieceBytes, start: number, end: number): boolean => {
    if (end - start !== piece.length) return false;
    for (let i = 0; i < piece.length; i++) if (bytes[start + i] !== piece.bytes[i]) return false;
    return true;
  };
  return {
    get: (piece) => {
      if (piece.length > longestPiece) return 0;
      const entry = slots[find(piece, piece.prefixes[piece.length] ?? 0)] ?? -1;
      return entry === -1 ? 0 : (counts[entry] ?? 0);
    },
    set: (piece, count) => {
      if (piece.length > longestPiece) return;
      if (pieces === maxPieces || (starts[pieces] ?? 0) + piece.length > maxBytes) {
        pieces = 0;
        slots.fill(-1);
      }
      const hash = piece.prefixes[piece.length] ?? 0;
      const start = starts[pieces] ?? 0;
      slots[find(piece, hash)] = pieces;
      hashes[pieces] = hash;
      counts[pieces] = count;
      for (let i = 0; i < piece.length; i++) bytes[start + i] = piece.bytes[i] ?? 0;
      starts[++pieces] = start + piece.length;
    },
  };
}
