const rule = /^[ \t]*([-*_=~#—])(?:[ \t]*\1){2,}[ \t]*$/;
// A longer line is no rule, and an expression should not have to find that out.
const longestRule = 200;

/** The sign of which the line is a rule, three or more and nothing else; undefined when it is none. */
export function ruleSign(line: string): string | undefined {
  return line.length > longestRule ? undefined : rule.exec(line)?.[1];
}

/** Tells whether the line is a rule such as `---`. */
export function isRule(line: string): boolean {
  return ruleSign(line) !== undefined;
}
