import type { Path } from '../json/path';
import type { Rule } from './rule';
import { eachText } from './texts';

// A backslash before a small letter is as likely a command of LaTeX or a path.
const lineBreak = /(?:\\r)?\\n(?![a-z])/;
const everyEscape = /\\r\\n|\\n|\\t(?![a-z])|\\"/g;

// Where text is code, a formula, JSON or a path, or talks about the sign itself, two characters are meant.
const notProse =
  /`|["'“«(]\\[rn]|\\[rn]["'”»)]|\\[A-Zac-mo-qsu-z]|\\n[a-z]|\\[\\()[\]{}]|\b[A-Za-z]:\\|^\s*[{[]|=>|\bprintf?\b|\b[Rr]egex|\b[Nn]ewline|\b[Ll]ine break|\b[Ee]scape|[;{]\s*\\n|<\/?\w+>/;

/** Line breaks that were escaped once too often. */
export const doubleEscaped: Rule = {
  id: 'double-escaped',
  about: 'line',
  severity: 'info',
  summary: 'A text holds `\\n` as two characters where a line break is meant.',
  why: 'A script that escapes twice turns each line break into a backslash and an n. The model then learns to write these two characters instead of new lines.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"Two lines?"},{"role":"assistant","content":"First.\\\\n\\\\nSecond."}]}'],
      fixed: ['{"messages":[{"role":"user","content":"Two lines?"},{"role":"assistant","content":"First.\\n\\nSecond."}]}'],
    },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"A line break in C?"},{"role":"assistant","content":"Write \\"\\\\n\\" for it."}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"Gradient?"},{"role":"assistant","content":"Write $\\\\nabla f$ or $\\\\neq$."}]}'] },
  ],
  signs: ['\\n\\n', { word: '\\n', withoutLineBreak: true }],
  check({ value }, report) {
    eachText(value, (text, path) => {
      // A text that also has line breaks of its own was not escaped as a whole, unless an empty line shows that it was.
      if (!text.includes('\\n') || (text.includes('\n') && !text.includes('\\n\\n'))) return;
      const match = lineBreak.exec(text);
      if (!match || notProse.test(text)) return;
      const at = path();
      if (isData(at)) return;
      report({
        place: { at: 'text', path: at, start: match.index, end: match.index + match[0].length },
        message: '`\\n` stands here as a backslash and an n, not as a line break: the model would learn to write the two characters.',
        fixes: [
          {
            kind: 'suggestion',
            title: 'Turn them into line breaks',
            edits: [{ op: 'set', path: at, value: text.replace(everyEscape, meant) }],
          },
        ],
      });
    });
  },
};

function meant(sign: string): string {
  if (sign === '\\"') return '"';
  return sign === '\\t' ? '\t' : '\n';
}

// Definitions of tools, and arguments, which are JSON within a text and rightly escaped once more.
function isData(path: Path): boolean {
  return path[0] === 'tools' || path[0] === 'functions' || path.at(-1) === 'arguments';
}
