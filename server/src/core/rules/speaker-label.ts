import type { Fix } from '../finding';
import { isObject, type JsonObject } from '../json/parse';
import { inMessage, type MessageSubject, type Rule } from './rule';

// The question and all that looks like a request for a dialogue decide whether labels are meant.
const asked = /dialog|conversation|transcript|script|interview|role-?play|chat|scene|prompt|template|few-shot|play/i;
const label = /\n[ \t]*(?:#{2,3} ?(?:Human|User|Instruction)|USER|HUMAN|User|Human) ?:(?=[ \t\n])/y;
// In small letters it may be a heading; the answer's own label behind it shows that it is none.
const answersLabel = /\n[ \t]*(?:Assistant|AI|Bot|GPT) ?:[ \t\n]/;
const isPlain = /^\s*[UH][a-z]/;
const everyLabel = /(?:^|\n)[ \t]*(?:#{2,3} ?)?(Human|User|Instruction|USER|HUMAN|Assistant|ASSISTANT|Response|AI|Bot|GPT) ?:(?=[ \t\n])/g;
const askers = new Set(['human', 'user', 'instruction']);

/** An answer that goes on with what the other side says. */
export const speakerLabel: Rule = {
  id: 'speaker-label',
  about: 'message',
  severity: 'info',
  summary: 'An answer holds the label of the next speaker, as in a line that begins with `User:`.',
  why: 'A transcript that was cut in the wrong place puts the next question into the answer. The model learns to write both sides of the conversation.',
  bad: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello!\\nUSER: How are you?\\nASSISTANT: Fine."}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello!"},{"role":"user","content":"How are you?"},{"role":"assistant","content":"Fine."}]}',
      ],
    },
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello!\\n### Human: bye"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"Hello!"}]}'],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Write a dialogue."},{"role":"assistant","content":"Here it is.\\nUser: hi\\nBot: hello"}]}',
      ],
    },
    { lines: ['{"messages":[{"role":"user","content":"Fields?"},{"role":"assistant","content":"Name: the name\\nUsername: yours"}]}'] },
  ],
  signs: ['User:', 'User :', 'USER:', 'USER :', 'Human:', 'Human :', 'HUMAN:', 'HUMAN :', 'Instruction:', 'Instruction :'],
  check(subject, report) {
    const { role, content } = subject.message;
    if (role !== 'assistant' || typeof content !== 'string' || !content.includes(':')) return;
    const match = firstLabel(content);
    if (
      !match ||
      (isPlain.test(match[0]) && !answersLabel.test(content.slice(match.index))) ||
      isMeant(subject, content.slice(0, match.index))
    )
      return;
    const start = match.index + match[0].search(/\S/);
    report({
      place: { at: 'text', path: inMessage(subject, 'content'), start, end: match.index + match[0].length },
      message: `The next speaker’s \`${match[0].trim()}\` stands within this answer, so the model would learn to write both sides: split the answer.`,
      fixes: [splitting(subject, content, match.index)],
    });
  },
};

// Looking at what ends as a label does is many times as quick as having the expression search.
function firstLabel(content: string): RegExpExecArray | null {
  for (let at = content.indexOf(':'); at !== -1; at = content.indexOf(':', at + 1)) {
    const before = content.charCodeAt(at - 1);
    if (!endsLabel(before === 0x20 ? content.charCodeAt(at - 2) : before)) continue;
    const start = content.lastIndexOf('\n', at);
    if (start === -1) continue;
    label.lastIndex = start;
    const match = label.exec(content);
    if (match) return match;
  }
  return null;
}

// `User`, `Human`, in small letters or capitals.
function endsLabel(code: number): boolean {
  const small = code | 0x20;
  return small === 0x72 || small === 0x6e;
}

function isMeant({ list, index }: MessageSubject, before: string): boolean {
  // What follows a colon or stands in code is shown, and what is labelled from its start is a dialogue.
  if (/[:：]\s*$/.test(before) || before.includes('```') || /^\s*[\w ]{1,20}:/.test(before)) return true;
  for (let at = 0; at < index; at++) {
    const message = list.messages[at];
    if (isObject(message) && typeof message.content === 'string' && asked.test(message.content.slice(0, 2000))) return true;
  }
  return false;
}

function splitting({ message, list, index }: MessageSubject, content: string, cut: number): Fix {
  const first = content.slice(0, cut).trimEnd();
  const turns = turnsOf(content.slice(cut));
  if (turns.at(-1)?.role !== 'assistant') {
    const path = [...list.path, index, 'content'];
    return { kind: 'suggestion', title: 'End the answer before the label', edits: [{ op: 'set', path, value: first }] };
  }
  const value = [...list.messages.slice(0, index), { ...message, content: first }, ...turns, ...list.messages.slice(index + 1)];
  return { kind: 'suggestion', title: 'Split into messages', edits: [{ op: 'set', path: list.path, value }] };
}

function turnsOf(text: string): JsonObject[] {
  const labels = [...text.matchAll(everyLabel)];
  return labels.map((match, index) => ({
    role: askers.has((match[1] ?? '').toLowerCase()) ? 'user' : 'assistant',
    content: text.slice(match.index + match[0].length, labels[index + 1]?.index).trim(),
  }));
}
