import type { Edit, Fix } from '../finding';
import { isArray, isObject } from '../json/parse';
import { atValue } from '../json/path';
import { counted } from '../numbers';
import type { MessageList } from '../shapes/shape';
import { acceptedShape } from './accepted';
import type { ReportTo, Rule } from './rule';
import { withWording } from './wording';

/** A side of a comparison that is not one answer. */
export const preferenceOutput: Rule = {
  id: 'preference-output',
  about: 'messages',
  severity: 'error',
  summary: 'A side of a preference pair is not exactly one answer of the assistant, or the pair holds images.',
  why: 'Preference training compares one next answer with another. With no answer, or with several, there is nothing to compare, and most services train on text alone.',
  bad: [
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"},{"role":"assistant","content":"how are you?"}],"non_preferred_output":[{"role":"assistant","content":"what"}]}',
      ],
      fixed: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"}],"non_preferred_output":[{"role":"assistant","content":"what"}]}',
      ],
    },
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"}],"non_preferred_output":[]}',
      ],
    },
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]},"preferred_output":[{"role":"assistant","content":"a cat"}],"non_preferred_output":[{"role":"assistant","content":"a dog"}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello"}],"non_preferred_output":[{"role":"assistant","content":"what"}]}',
      ],
    },
  ],
  passesPlain: true,
  check(list, report, { target }, { shape }) {
    if (shape?.id !== 'preference') return;
    const say: ReportTo = (found) => report({ ...found, message: withWording(found.message, target, 'preference-output') });
    if (list.part !== 'input') checkSide(list, say);
    else if (acceptedShape(target, shape)?.images?.perExample === 0) checkImages(list, target.name, say);
  },
};

function checkSide({ part, path, messages }: MessageList, report: ReportTo): void {
  const name = part === 'preferred' ? 'better' : 'worse';
  if (messages.length === 0) {
    report({
      place: atValue(...path),
      message: `The ${name} answer is missing, so there is nothing to compare: write it, or remove the line.`,
    });
    return;
  }
  let answers = 0;
  for (const message of messages) if (isObject(message) && message.role === 'assistant') answers += 1;
  if (answers === 0 && messages.every((message) => isObject(message) && message.role === 'tool')) {
    report({
      place: atValue(...path),
      message: `The ${name} side holds results of tools alone, so there is no answer to compare: write the assistant’s.`,
    });
  }
  // Another message that is not the assistant's has a wrong role, which is another rule's matter.
  if (answers < 2) return;
  report({
    place: atValue(...path),
    message: `The ${name} side holds ${counted(answers, 'answer')}, but training compares the one answer that comes next: keep one, and move what was said before it into \`input\`.`,
    // An answer with calls and their results is taken by some services, if not by most.
    ...(answers < messages.length ? { severity: 'warning' as const } : { fixes: [keepingFirst(path, messages.length)] }),
  });
}

function keepingFirst(path: MessageList['path'], count: number): Fix {
  const edits: Edit[] = [];
  for (let index = count - 1; index > 0; index--) edits.push({ op: 'remove', path: [...path, index] });
  return { kind: 'suggestion', title: 'Keep the first answer alone', edits };
}

function checkImages({ path, messages }: MessageList, name: string, report: ReportTo): void {
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index];
    // Other roles may show no images anywhere.
    if (!isObject(message) || message.role !== 'user' || !isArray(message.content)) continue;
    const part = message.content.findIndex((each) => isObject(each) && each.type === 'image_url');
    if (part === -1) continue;
    report({
      place: atValue(...path, index, 'content', part),
      message: `${name} compares answers to text alone and takes no images in preference pairs: describe the picture, or remove the line.`,
    });
    return;
  }
}
