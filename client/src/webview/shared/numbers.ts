const numbers = new Intl.NumberFormat('en-US');

/** A whole number with thousands separators. */
export function grouped(value: number): string {
  return numbers.format(value);
}

/** A number of things: "1 token", "1,234 tokens". */
export function counted(value: number, thing: string): string {
  return `${grouped(value)} ${thing}${value === 1 ? '' : 's'}`;
}
