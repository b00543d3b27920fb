import type { Rule, Sign } from './rule';
import { eachText } from './texts';

// Double braces; what a letter template or the guides to training files leave to be filled in.
const placeholder =
  /\{\{\s?[A-Za-z][\w-]*(?:[ .][\w-]+){0,3}\s?\}\}|\[(?:your|insert|enter) [\w '’/-]{1,40}\](?!\()|<(?:prompt text|ideal generated text|completion text|(?:your|insert|enter) [\w '’/-]{1,40})>/i;
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
  signs: [
    '{{',
    ...['[your ', '[insert ', '[enter '].map(inAnyCase),
    ...['<prompt ', '<ideal ', '<completion ', '<your ', '<insert ', '<enter '].map(inAnyCase),
  ],
  check({ value }, report) {
    eachText(value, (text, path) => {
      const match = code.test(text) ? null : placeholder.exec(text);
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

function inAnyCase(word: string): Sign {
  return { word, ignoreCase: true };
}
