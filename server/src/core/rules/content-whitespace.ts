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
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":" hi "},{"role":"assistant","content":"hello"}]}'] }],
  check(subject, report) {
    const { role, content } = subject.message;
    if (role !== 'assistant' || typeof content !== 'string' || content === '') return;
    if (!isSpace(content.charCodeAt(0)) && !isSpace(content.charCodeAt(content.length - 1))) return;
    const trimmed = content.trim();
    if (trimmed === '' || trimmed === content) return;
    const path = inMessage(subject, 'content');
    const start = content.length - content.trimStart().length;
    const place = start > 0 ? { start: 0, end: start } : { start: content.trimEnd().length, end: content.length };
    report({
      place: { at: 'text', path, ...place },
      message: `This answer ${start > 0 ? 'begins' : 'ends'} with white space, which the model would learn to write: remove it.`,
      fixes: [{ kind: 'fix', title: 'Remove the white space around the answer', edits: [{ op: 'set', path, value: trimmed }] }],
    });
  },
};

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}
