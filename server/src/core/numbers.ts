// Made when it is first used, because making it costs a fifteenth of the server's start.
let numbers: Intl.NumberFormat | undefined;

/** A whole number with thousands separators: "1,234". */
export function grouped(value: number): string {
  // The texts around the numbers are English.
  numbers ??= new Intl.NumberFormat('en-US');
  return numbers.format(value);
}

/** A number of things: "1 token", "1,234 tokens", "2 fixes" where the plural is given. */
export function counted(value: number, thing: string, things = `${thing}s`): string {
  return `${grouped(value)} ${value === 1 ? thing : things}`;
}
