import type { Edit, Fix } from '../finding';
import { isArray, isObject, member } from '../json/parse';
import { atValue, type Path } from '../json/path';
import type { MessageList } from '../shapes/shape';
import { acceptedShape } from './accepted';
import { describe, oneOf, plain, quoted } from './describe';
import { type CheckContext, inMessage, type MessageSubject, type ReportTo, type Rule } from './rule';
import { withWording } from './wording';

const textOnly: readonly string[] = ['text'];
const partsOf: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['user', ['text', 'image_url']],
  ['assistant', ['text', 'refusal']],
  ['system', textOnly],
  ['developer', textOnly],
  ['tool', textOnly],
]);

/** Content that is neither text nor a list of parts which this message may have. */
export const contentType: Rule = {
  id: 'content-type',
  about: 'message',
  severity: 'error',
  summary: 'The `content` of a message has a wrong type, or a part that this message may not have.',
  why: 'Content is one text, or a list of parts that are objects with a `type`. Anything else stops the job, often with a message that names neither line nor key.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"Sum?"},{"role":"assistant","content":["4","5"]}]}'],
      fixed: [
        '{"messages":[{"role":"user","content":"Sum?"},{"role":"assistant","content":[{"type":"text","text":"4"},{"type":"text","text":"5"}]}]}',
      ],
    },
    { lines: ['{"messages":[{"role":"user","content":"2+2?"},{"role":"assistant","content":4}]}'] },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Draw"},{"role":"assistant","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]}',
      ],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]},{"role":"assistant","content":"A cat."}]}',
      ],
      target: 'together',
      fixed: [
        '{"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]},{"role":"assistant","content":[{"type":"text","text":"A cat."}]}]}',
      ],
    },
    {
      lines: ['{"messages":[{"role":"user","content":[{"type":"text","text":"hi"}]},{"role":"assistant","content":"hello"}]}'],
      target: 'together',
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"Hurt it"},{"role":"assistant","content":[{"type":"text","text":"Well."},{"type":"refusal","refusal":"No."}]}]}',
      ],
    },
  ],
  good: [
    {
      lines: ['{"messages":[{"role":"user","content":"Hurt it"},{"role":"assistant","content":[{"type":"refusal","refusal":"No."}]}]}'],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},{"role":"assistant","content":"A cat."}]}',
      ],
    },
  ],
  passesPlain: true,
  check(subject, report, context) {
    const { content } = subject.message;
    if (content === undefined || content === null) return;
    const alike = acceptedShape(context.target, subject.line.shape)?.parts?.onlyBesideImages === true;
    if (typeof content === 'string' && !alike) return;
    const say: ReportTo = (found) => report({ ...found, message: withWording(found.message, context.target, 'content-type') });
    if (typeof content === 'string') reportText(subject, content, context.target.name, say);
    else if (!isArray(content)) reportOther(subject, content, say);
    else if (content.some((part) => typeof part === 'string')) reportStrings(subject, content, say);
    else {
      const allowed = partsFor(subject, context);
      for (let index = 0; index < content.length; index++) checkPart(subject, content[index], index, allowed, say);
      if (content.length > 1 && allowed?.includes('refusal')) reportRefusal(subject, content, say);
      if (alike) reportParts(subject, content, context.target.name, say);
    }
  },
};

function partsFor({ message: { role }, line }: MessageSubject, { target }: CheckContext): readonly string[] | undefined {
  const byRole = acceptedShape(target, line.shape)?.parts?.byRole;
  if (!byRole) return partsOf.get(role);
  return typeof role === 'string' && Object.hasOwn(byRole, role) ? byRole[role] : undefined;
}

function reportOther(subject: MessageSubject, content: unknown, report: ReportTo): void {
  const path = inMessage(subject, 'content');
  const fixes: Fix[] = [];
  if (typeof content === 'number' || typeof content === 'boolean') {
    fixes.push({ kind: 'suggestion', title: 'Turn it into text', edits: [{ op: 'set', path, value: plain(content) }] });
  } else if (isObject(content) && typeof content.text === 'string') {
    fixes.push({ kind: 'suggestion', title: 'Keep its text alone', edits: [{ op: 'set', path, value: content.text }] });
  }
  report({
    place: atValue(...path),
    message: `\`content\` must be text or a list of parts, not ${describe(content)}: the trainer cannot read it.`,
    fixes,
  });
}

function reportStrings(subject: MessageSubject, content: readonly unknown[], report: ReportTo): void {
  const path = inMessage(subject, 'content');
  const edits = content.flatMap((part, index): Edit[] =>
    typeof part === 'string' ? [{ op: 'set', path: [...path, index], value: { type: 'text', text: part } }] : [],
  );
  report({
    place: atValue(...path),
    message:
      '`content` is a list of plain texts, on which services stop with an error that names no line: each must be a part, {"type": "text", "text": "…"}.',
    fixes: [{ kind: 'fix', title: 'Make each text a part', edits }],
  });
}

// Asked once a conversation, because each of its messages wants to know.
const listsWithImages = new WeakMap<MessageList, boolean>();

function showsImages(list: MessageList): boolean {
  const known = listsWithImages.get(list) ?? list.messages.some((message) => isObject(message) && hasImage(message.content));
  listsWithImages.set(list, known);
  return known;
}

function hasImage(content: unknown): boolean {
  return isArray(content) && content.some((part) => isObject(part) && part.type === 'image_url');
}

function reportText(subject: MessageSubject, content: string, name: string, report: ReportTo): void {
  if (!showsImages(subject.list)) return;
  const path = inMessage(subject, 'content');
  report({
    place: atValue(...path),
    message: `This conversation holds an image, and ${name} then takes the contents of all its messages as lists of parts: write this one as [{"type": "text", "text": "…"}].`,
    fixes: [{ kind: 'fix', title: 'Make it a list of one part', edits: [{ op: 'set', path, value: [{ type: 'text', text: content }] }] }],
  });
}

function reportParts(subject: MessageSubject, content: readonly unknown[], name: string, report: ReportTo): void {
  // Of parts that are something else in the first place, that is told.
  const texts = content.flatMap((part) => (isObject(part) && part.type === 'text' && typeof part.text === 'string' ? [part.text] : []));
  if (texts.length < content.length || showsImages(subject.list)) return;
  const path = inMessage(subject, 'content');
  const [only] = texts;
  report({
    place: atValue(...path),
    message: `${name} takes a list of parts only in conversations that hold an image: write this content as one plain text.`,
    fixes:
      texts.length === 1 && only !== undefined
        ? [{ kind: 'fix', title: 'Make it a plain text', edits: [{ op: 'set', path, value: only }] }]
        : [],
  });
}

function reportRefusal(subject: MessageSubject, content: readonly unknown[], report: ReportTo): void {
  const index = content.findIndex((part) => isObject(part) && member(part, 'type') === 'refusal');
  if (index === -1) return;
  report({
    place: atValue(...inMessage(subject, 'content', index)),
    message:
      'A `refusal` part must stand alone: an answer consists of `text` parts or of one refusal, not of both or of several. Keep one of them, or write all of it as text.',
  });
}

function checkPart(subject: MessageSubject, part: unknown, index: number, allowed: readonly string[] | undefined, report: ReportTo): void {
  const path = inMessage(subject, 'content', index);
  if (!isObject(part)) {
    report({ place: atValue(...path), message: `A part of \`content\` must be an object with a \`type\`, not ${describe(part)}.` });
    return;
  }
  const { role } = subject.message;
  const type = member(part, 'type');
  if (!allowed || (typeof type === 'string' && allowed.includes(type))) return;
  report({ place: atValue(...path, 'type'), message: whyNot(type, plain(role), allowed), fixes: asText(path, type, part.text) });
}

function whyNot(type: unknown, role: string, allowed: readonly string[]): string {
  if (type === undefined) return `This part has no \`type\`, so the trainer cannot tell what it is: add ${oneOf(allowed)}.`;
  if (typeof type !== 'string') return `The \`type\` of a part cannot be ${describe(type)}: use ${oneOf(allowed)}.`;
  if (type === 'image_url') return `Only the user may show images; a message of role \`${role}\` may hold ${oneOf(allowed)}.`;
  if (type === 'input_audio' || type === 'file')
    return `Parts of type \`${type}\` cannot be trained on: put what matters into a \`text\` part, or remove it.`;
  if (type === 'refusal') return `Only the assistant may refuse; a message of role \`${role}\` may hold ${oneOf(allowed)}.`;
  return `${quoted(type)} is no type of part that a message of role \`${role}\` may have: use ${oneOf(allowed)}.`;
}

// Parts of OpenAI's newer interface are the same text under another name.
function asText(path: Path, type: unknown, text: unknown): readonly Fix[] {
  if (typeof text !== 'string' || (type !== undefined && type !== 'input_text' && type !== 'output_text')) return [];
  return [{ kind: 'fix', title: 'Make it a `text` part', edits: [{ op: 'set', path: [...path, 'type'], value: 'text' }] }];
}
