// As JSON has them, whether in a line or in JSON within one of its strings.
const numbers = /(?<![^\s:,[\\"])-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![^\s,\]}\\"])/g;

/** What became of the numbers of a line in the values that it was written as: those that a reader rounds, and those that it spells in its own way. */
export function numberLosses(line: string, values: readonly unknown[]): readonly string[] {
  const before = occurrences(line);
  const unstable = [...before.keys()].filter((spelled) => read(spelled) !== spelled);
  if (unstable.length === 0) return [];
  const after = occurrences(values.map((value) => JSON.stringify(value)).join('\n'));
  const losses = new Set<string>();
  for (const spelled of unstable) {
    const made = read(spelled);
    const isLess = (after.get(spelled) ?? 0) < (before.get(spelled) ?? 0);
    // A number that is only less often there was dropped with what held it.
    if (!isLess || (after.get(made) ?? 0) <= (before.get(made) ?? 0)) continue;
    losses.add(digitsOf(spelled) === digitsOf(made) ? 'numbers spelt in another way (1.50 as 1.5)' : 'long numbers rounded');
  }
  return [...losses];
}

function occurrences(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [number] of text.matchAll(numbers)) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

function read(spelled: string): string {
  return JSON.stringify(Number(spelled));
}

/** The digits that say something: without sign, point, exponent, and the zeros around them. */
function digitsOf(number: string): string {
  const [mantissa = ''] = number.toLowerCase().split('e');
  return mantissa.replace(/[-.]/g, '').replace(/^0+|0+$/g, '');
}
