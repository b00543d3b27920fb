// Where things stand in the memory that is shared with `core/scan/engine.ts`, in bytes from its start. Tables come from `core/scan/signTable.ts`.

/** What a scan says, as 32-bit numbers. */
export const outputAt: usize = 64;
/** Eight tables of sixteen bytes: for each of four bytes in a row, which buckets its low and its high half leave. */
export const halvesAt: usize = 256;
/** Sixteen bytes to read lanes from. */
export const lanesAt: usize = 384;
/** For each letter after a backslash the character that is meant; 0 where JSON knows none. */
export const escapesAt: usize = 512;
/** For each of eight buckets the index of its first word and how many it has, as 32-bit numbers. */
export const bucketsAt: usize = 768;
/**
 * Words that are looked for, in records of 64 bytes: bit of the sign, length, place of the four bytes, flags, letters behind it; from byte 8 what makes
 * four bytes small letters, which bits of them count, and what they must be; from byte 20 its bytes.
 */
export const wordsAt: usize = 1024;

/** Flags of words. */
export const ignoresCase: u32 = 1;
export const isDamage: u32 = 2;
/** Counts only in a text without a line break. */
export const isAlone: u32 = 4;

/** The bits of signs that are no words. */
export const halfCharacter: u32 = 1;
export const controlCharacter: u32 = 2;
export const whiteSpaceAround: u32 = 4;
/** All signs: said of a line that cannot be read to its end. */
export const everySign: u32 = 0xffffffff;
