import { type Rule, spelledAsEscape } from './rule';
import { eachText } from './texts';

const placeholder = /\{\{\s?[A-Za-z][\w-]*(?:[ .][\w-]+){0,3}\s?\}\}/;

// Where text talks about templates or is code, the braces are its subject.
const code =
  /```|\{%|\{\{[#/>]|<\/|=>|\btemplat|\bjinja|\bhandlebars|\bmustache|\bvue|\bangular|\bdjango|\bliquid|\bansible|\bhelm|\bgithub|\bplaceholder|\\[a-z]+\{/i;

/** A placeholder that nobody filled in. */
export const templateResidue: Rule = {
  id: 'template-residue',
  about: 'line',
  severity: 'info',
  summary: 'A text holds a placeholder in double braces that nobody filled in.',
  why: 'A file made from a template keeps `{{name}}` where the name was forgotten. The model learns to write the braces.',
  bad: [
    { lines: ['{"messages":[{"role":"user","content":"Who are you?"},{"role":"assistant","content":"I am {{name}}, your assistant."}]}'] },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"A variable in Jinja?"},{"role":"assistant","content":"Write {{ name }} in the template."}]}',
      ],
    },
    { lines: ['{"messages":[{"role":"user","content":"Sets?"},{"role":"assistant","content":"$\\\\frac{{a}}{{b}}$"}]}'] },
  ],
  signs: ['{{', spelledAsEscape],
  check({ value }, report) {
    eachText(value, (text, path) => {
      const match = text.includes('{{') && !code.test(text) ? placeholder.exec(text) : null;
      if (!match) return;
      const at = path();
      // Definitions of tools are not what is said.
      if (at[0] === 'tools' || at[0] === 'functions') return;
      report({
        place: { at: 'text', path: at, start: match.index, end: match.index + match[0].length },
        message: `\`${match[0]}\` looks like a placeholder that nobody filled in; the model would learn to write the braces. Put the real words in.`,
      });
    });
  },
};
