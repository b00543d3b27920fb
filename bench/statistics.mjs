/** The middle of the numbers. */
export function median(numbers) {
  return quantile(numbers, 0.5);
}

/** The number below which this share of the numbers lies. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** Median and spread: "1.52 (1.40–1.81)". */
export function spread(numbers) {
  return `${show(median(numbers))} (${show(Math.min(...numbers))}–${show(Math.max(...numbers))})`;
}

/** Three digits that mean something. */
export function show(number) {
  return number >= 100 ? number.toFixed(0) : number.toPrecision(3);
}

/** A line of the results that is met when the median of `numbers` is at the most, or at least, so much. */
export function row(id, what, numbers, goal, detail = '') {
  const middle = median(numbers);
  const isMet = 'most' in goal ? middle <= goal.most : middle >= goal.least;
  const sign = 'most' in goal ? `≤ ${goal.most}` : `≥ ${goal.least}`;
  const measured = numbers.length > 1 ? spread(numbers) : show(middle);
  return { id, what, measured, goal: sign, isMet, detail, numbers };
}

/** How long a call takes, in milliseconds, and what it gives. */
export function timed(call) {
  const start = performance.now();
  const value = call();
  return { milliseconds: performance.now() - start, value };
}
