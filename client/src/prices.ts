/** An estimate of a price: "about $1.20", or that it is less than a cent. */
export function aboutDollars(amount: number): string {
  return amount < 0.01 ? 'less than $0.01' : `about ${amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' })}`;
}
