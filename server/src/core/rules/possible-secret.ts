import { holdsRareWord } from './rareWords';
import { type Rule, spelledAsEscape } from './rule';
import { eachText } from './texts';

// Only what its issuer marks by a prefix of its own; keys without one cannot be told from any other letters.
const kinds: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a private key', /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY(?: BLOCK)?-----\s+(?=[A-Za-z0-9+/=:, \n-]{64})/],
  ['an Anthropic key', /\bsk-ant-[a-z]{3,6}\d\d-[\w-]{80,}/],
  ['an OpenAI key', /\bsk-(?:(?:proj|svcacct|admin)-[\w-]{40,}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20})/],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{82})\b/],
  ['a GitLab token', /\bglpat-[\w-]{20,}/],
  ['a Slack token', /\bxox[abprs]-\d{6,}-[\w-]{20,}/],
  ['a Google API key', /\bAIza[\w-]{35}(?![\w-])/],
  ['a Hugging Face token', /\bhf_[A-Za-z]{34}\b/],
  ['a Stripe key', /\b[sr]k_live_[A-Za-z0-9]{24,}/],
  ['a SendGrid key', /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a PyPI token', /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/],
  ['a DigitalOcean token', /\bdo[opr]_v1_[a-f0-9]{64}\b/],
];

const anyBeginning = /sk-|gh[pousr]_|github_pat_|glpat-|xox|hf_|k_live_|npm_|pypi-|do[opr]_v1_/;

// After the first `-` or `_` of a key at least so many letters, digits, `_` and `-` follow.
const shortestRest = 20;
// Before it stand no more: `github`, `glpat`.
const longestBeginning = 6;

// Made-up keys of documentation, and what a person types to show the form.
const madeUp = /example|sample|dummy|fake|your|test|xxx|\*\*|1234|abcd|0000|aaaa/i;

/** A key or token that opens something. */
export const possibleSecret: Rule = {
  id: 'possible-secret',
  about: 'line',
  severity: 'warning',
  summary: 'A text holds what looks like an API key, an access token or a private key.',
  why: 'A trained model can repeat what it learnt to anyone who asks, and the file itself travels to the service. A secret in it is a secret no more.',
  bad: [
    {
      // Put together here, so that no scanner takes this file itself for one that gives a key away.
      lines: [
        `{"messages":[{"role":"user","content":"Deploy with ${'gh' + 'p_'}q8ZrT2vLx0WmB7nKc5YdJh3GsPfE9aUi4oRt"},{"role":"assistant","content":"Done."}]}`,
      ],
    },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"My key is sk-xxxxxxxx"},{"role":"assistant","content":"Keep it to yourself."}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"What is AKIAIOSFODNN7EXAMPLE?"},{"role":"assistant","content":"A made-up key."}]}'] },
  ],
  signs: [holdsRareWord, hasKeyWithHyphen, hasKeyWithUnderscore, spelledAsEscape],
  check({ value }, report) {
    eachText(value, (text, path) => {
      if (text.startsWith('data:') || !mayHoldSecret(text)) return;
      for (const [name, pattern] of kinds) {
        const match = pattern.exec(text);
        if (!match || madeUp.test(match[0]) || (name !== 'a private key' && isPlain(match[0]))) continue;
        report({
          place: { at: 'text', path: path(), start: match.index, end: match.index + match[0].trimEnd().length },
          message: `This looks like ${name}: a trained model may tell it to anyone who asks. Put a placeholder in its place and, if it was real, have it revoked.`,
        });
      }
    });
  },
};

// A real key is drawn by lot, and its characters are nearly all different.
function isPlain(key: string): boolean {
  return new Set(key).size < 12;
}

function mayHoldSecret(text: string): boolean {
  return holdsRareWord(text) || hasKeyAround(text, '-') || hasKeyAround(text, '_');
}

function hasKeyWithHyphen(text: string): boolean {
  return hasKeyAround(text, '-');
}

function hasKeyWithUnderscore(text: string): boolean {
  return hasKeyAround(text, '_');
}

/**
 * Tells whether a key begins with letters before one of these signs. Two looks behind a sign spare most signs all others, and
 * also those that stand between them and what is no letter: the letters behind these would have to go over it.
 */
function hasKeyAround(text: string, sign: '-' | '_'): boolean {
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    const start = at;
    if (!isKeyLetter(text.charCodeAt(start + shortestRest))) at += shortestRest;
    else if (!isKeyLetter(text.charCodeAt(start + shortestRest / 2))) at += shortestRest / 2;
    else {
      let end = start + 1;
      while (isKeyLetter(text.charCodeAt(end))) end += 1;
      if (end > start + shortestRest && anyBeginning.test(text.slice(Math.max(0, start - longestBeginning), end))) return true;
      at = end;
    }
  }
  return false;
}

function isKeyLetter(code: number): boolean {
  return code < 128 && keyLetters[code] === 1;
}

// A table, because which letters come is nothing that a processor could guess.
const keyLetters = new Uint8Array(128);
for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') keyLetters[letter.charCodeAt(0)] = 1;
