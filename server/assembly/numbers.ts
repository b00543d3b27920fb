// Numbers of values, made as `core/check/hash.ts` makes them: two halves of 32 bits that are mixed with one thing after the other.

export let low: u32 = 0;
export let high: u32 = 0;

/** Begins the number of a value. */
export function begin(): void {
  low = 0x9e3779b9;
  high = 0x85ebca6b;
}

/** Begins the number of a member of an object. */
export function beginMember(): void {
  low = 0x1b873593;
  high = 0xcc9e2d51;
}

/** Goes on with a number that was begun before. */
export function goOn(lowBefore: u32, highBefore: u32): void {
  low = lowBefore;
  high = highBefore;
}

export function mix(value: u32): void {
  low = (low ^ value ^ (value >> 16)) * 0x85ebca77;
  high = (high ^ value ^ (low >> 15)) * 0xc2b2ae3d;
}

/** Mixes in a text by its hash. */
export function mixText(hash: u64): void {
  mix(<u32>hash);
  mix(<u32>(hash >> 32));
}
