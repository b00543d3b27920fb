import { inMessage, type Rule } from './rule';

/** White space around an answer. */
export const contentWhitespace: Rule = {
  id: 'content-whitespace',
  about: 'message',
  severity: 'info',
  summary: 'An answer begins or ends with white space.',
  why: 'The model learns the white space with the answer. A leading space was right for the base models of old; in chat it only makes answers that begin oddly.',
  signs: [{ of: 'white space around an answer' }],
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":" hello\\n"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"The body of f, please."},{"role":"assistant","content":"\\n    if x:\\n        return 1\\n    return 2\\n"}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"The body of f, please."},{"role":"assistant","content":"    if x:\\n        return 1\\n    return 2"}]}',
      ],
    },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":" hi "},{"role":"assistant","content":"hello"}]}'] },
    {
      lines: [
        '{"messages":[{"role":"user","content":"The body of f, please."},{"role":"assistant","content":"    if x:\\n        return 1\\n    return 2"}]}',
      ],
    },
  ],
  check(subject, report) {
    const { role, content } = subject.message;
    if (role !== 'assistant' || typeof content !== 'string' || content === '') return;
    if (!isSpace(content.charCodeAt(0)) && !isSpace(content.charCodeAt(content.length - 1))) return;
    const end = content.trimEnd().length;
    const start = end === 0 ? 0 : startOf(content);
    if (end === 0 || (start === 0 && end === content.length)) return;
    const path = inMessage(subject, 'content');
    const place = start > 0 ? { start: 0, end: start } : { start: end, end: content.length };
    report({
      place: { at: 'text', path, ...place },
      message: `This answer ${start > 0 ? 'begins' : 'ends'} with white space, which the model would learn to write: remove it.`,
      fixes: [
        { kind: 'fix', title: 'Remove the white space around the answer', edits: [{ op: 'set', path, value: content.slice(start, end) }] },
      ],
    });
  },
};

/** Where a text begins behind its white space; the indentation of one whose further lines are indented too is its own. */
function startOf(content: string): number {
  const start = content.length - content.trimStart().length;
  const lead = content.slice(0, start);
  const line = Math.max(lead.lastIndexOf('\n'), lead.lastIndexOf('\r')) + 1;
  return line < start && /[\n\r][^\S\n\r]+\S/.test(content.slice(start)) ? line : start;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}
