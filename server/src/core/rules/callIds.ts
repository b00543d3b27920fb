import type { Target } from '../targets/target';

/** Makes ids that the target takes and that are not in `used`, to which each is added. */
export function idMaker(target: Target, used: Set<string>): (like?: string) => string {
  const length = target.toolCallIds?.alphanumerics;
  let number = 0;
  return (like = '') => {
    let id = length === undefined ? like : fitted(like, length);
    while (id === '' || used.has(id)) {
      number += 1;
      id = length === undefined ? `call_${number}` : `call${String(number).padStart(Math.max(0, length - 4), '0')}`.slice(-length);
    }
    used.add(id);
    return id;
  };
}

/** Tells whether the target takes the id as it is spelt. */
export function isTaken(target: Target, id: string): boolean {
  const length = target.toolCallIds?.alphanumerics;
  return length === undefined || (id.length === length && /^[a-zA-Z0-9]*$/.test(id));
}

// The end of an id is what tells it from others: they begin alike.
function fitted(like: string, length: number): string {
  const plain = like.replace(/[^a-zA-Z0-9]/g, '').slice(-length);
  return plain === '' ? '' : plain.padStart(length, '0');
}
