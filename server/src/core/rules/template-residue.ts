import { type Rule, spelledAsEscape } from './rule';
import { eachText } from './texts';

// Double braces; what a letter template or the guides to training files leave to be filled in.
const placeholder =
  /\{\{\s?[A-Za-z][\w-]*(?:[ .][\w-]+){0,3}\s?\}\}|\[(?:your|insert|enter) [\w '’/-]{1,40}\](?!\()|<(?:prompt text|ideal generated text|completion text|(?:your|insert|enter) [\w '’/-]{1,40})>/i;
const inBrackets = /\[(?:your|insert|enter) /iy;
const inAngles = /<(?:prompt|ideal|completion|your|insert|enter) /iy;

// Where text talks about templates or is code, the braces are its subject.
const code =
  /```|\{%|\{\{[#/>]|<\/|=>|\btemplat|\bjinja|\bhandlebars|\bmustache|\bvue|\bangular|\bdjango|\bliquid|\bansible|\bhelm|\bgithub|\bplaceholder|\\[a-z]+\{/i;

/** A placeholder that nobody filled in. */
export const templateResidue: Rule = {
  id: 'template-residue',
  about: 'line',
  severity: 'info',
  summary: 'A text holds a placeholder that nobody filled in, such as `{{name}}` or `[Your Name]`.',
  why: 'A file made from a template keeps `{{name}}`, `[Your Name]` or `<prompt text>` where the words were forgotten. The model learns to write the placeholder.',
  bad: [
    { lines: ['{"messages":[{"role":"user","content":"Who are you?"},{"role":"assistant","content":"I am {{name}}, your assistant."}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"Who wrote?"},{"role":"assistant","content":"Best regards, [Your Name]"}]}'] },
    { lines: ['{"prompt":"<prompt text>","completion":"<ideal generated text>"}'] },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Where?"},{"role":"assistant","content":"See [your order](https://example.com/o)."}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"A variable in Jinja?"},{"role":"assistant","content":"Write {{ name }} in the template."}]}',
      ],
    },
    { lines: ['{"messages":[{"role":"user","content":"Sets?"},{"role":"assistant","content":"$\\\\frac{{a}}{{b}}$"}]}'] },
  ],
  signs: ['{{', hasWordsInBrackets, hasWordsInAngles, spelledAsEscape],
  check({ value }, report) {
    eachText(value, (text, path) => {
      const match = mayHoldPlaceholder(text) && !code.test(text) ? placeholder.exec(text) : null;
      if (!match) return;
      const at = path();
      // Definitions of tools are not what is said.
      if (at[0] === 'tools' || at[0] === 'functions') return;
      report({
        place: { at: 'text', path: at, start: match.index, end: match.index + match[0].length },
        message: `\`${match[0]}\` looks like a placeholder that nobody filled in; the model would learn to write it. Put the real words in.`,
      });
    });
  },
};

function mayHoldPlaceholder(text: string): boolean {
  return text.includes('{{') || hasWordsInBrackets(text) || hasWordsInAngles(text);
}

function hasWordsInBrackets(text: string): boolean {
  return opensWith(text, '[', inBrackets);
}

function hasWordsInAngles(text: string): boolean {
  return opensWith(text, '<', inAngles);
}

// Looking behind each bracket is many times as quick as having an expression search for it.
function opensWith(text: string, bracket: string, words: RegExp): boolean {
  for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
    if (!isLetter(text.charCodeAt(at + 1))) continue;
    words.lastIndex = at;
    if (words.test(text)) return true;
  }
  return false;
}

function isLetter(code: number): boolean {
  const small = code | 0x20;
  return small >= 0x61 && small <= 0x7a;
}
