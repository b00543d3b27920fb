import type { Rule } from './rule';
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

// Behind each of these at least twenty letters, digits, `_` and `-` follow, and behind those of Amazon sixteen.
const beginnings = [
  ...['sk-', 'AIza', 'SG.', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'xoxa-', 'xoxb-', 'xoxp-', 'xoxr-', 'xoxs-'],
  ...['github_pat_', 'glpat-', 'hf_', 'k_live_', 'npm_', 'pypi-', 'dop_v1_', 'doo_v1_', 'dor_v1_'],
];

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
  signs: [
    'PRIVATE KEY',
    ...beginnings.map((word) => ({ word, keyLetters: 20 })),
    { word: 'AKIA', keyLetters: 16 },
    { word: 'ASIA', keyLetters: 16 },
  ],
  check({ value }, report) {
    eachText(value, (text, path) => {
      if (text.startsWith('data:')) return;
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
