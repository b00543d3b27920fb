// The texts around the numbers are English.
const numbers = new Intl.NumberFormat('en-US');

/** A whole number with thousands separators. */
export function grouped(value: number): string {
  return numbers.format(value);
}

/** A number of things: "1 token", "1,234 tokens", "2 fixes" where the plural is given. */
export function counted(value: number, thing: string, things = `${thing}s`): string {
  return `${grouped(value)} ${value === 1 ? thing : things}`;
}

/** An estimate of a price: "about $1.20", or that it is less than a cent. */
export function aboutDollars(amount: number): string {
  return amount < 0.01 ? 'less than $0.01' : `about ${amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' })}`;
}
