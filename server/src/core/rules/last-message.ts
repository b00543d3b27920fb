import type { Edit, Fix } from '../finding';
import { isObject } from '../json/parse';
import { atValue, type Path } from '../json/path';
import { counted } from '../numbers';
import { lastRole } from '../shapes/evidence';
import type { MessageList } from '../shapes/shape';
import { acceptedShape } from './accepted';
import { chatRoles } from './messageKeys';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A conversation that ends with the wrong speaker. */
export const lastMessage: Rule = {
  id: 'last-message',
  about: 'messages',
  severity: 'error',
  summary: 'The conversation does not end with the message that this kind of training needs.',
  why: 'Supervised training learns the last answer from all that stands before it; what follows it is never learnt. In reinforcement and preference training the answer is made or compared after the last message, so the assistant must not have spoken yet.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},{"role":"user","content":"bye"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    {
      lines: [
        '{"input":{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]},"preferred_output":[{"role":"assistant","content":"hello!"}],"non_preferred_output":[{"role":"assistant","content":"what"}]}',
      ],
      fixed: [
        '{"input":{"messages":[{"role":"user","content":"hi"}]},"preferred_output":[{"role":"assistant","content":"hello!"}],"non_preferred_output":[{"role":"assistant","content":"what"}]}',
      ],
    },
  ],
  good: [
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"1+1?"}],"answer":"2"}'] },
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},{"role":"user","content":"Weather?"},{"role":"function","content":"{\\"name\\":\\"weather\\",\\"arguments\\":{}}"}],"tools":"[{\\"name\\":\\"weather\\"}]"}',
      ],
      target: 'llama-factory',
    },
  ],
  check(list, report, { target }, { shape }) {
    const role = lastRole(list.messages);
    if (typeof role !== 'string' || !chatRoles.includes(role)) return;
    const fault = faultOf(role, list, shape?.id === 'reinforcement', acceptedShape(target, shape)?.callRole);
    if (!fault) return;
    const { messages, path } = list;
    const keep = messages.findLastIndex((message) => isObject(message) && fault.mayEnd(message.role)) + 1;
    // Where no message may end the conversation, other rules say what is missing.
    if (keep === 0) return;
    report({
      place: atValue(...path, messages.length - 1, 'role'),
      message: withWording(fault.message, target, 'last-message', { role }),
      fixes: [dropping(path, keep, messages.length)],
    });
  },
};

interface Fault {
  readonly message: string;
  /** Tells whether a conversation may end with this role. */
  readonly mayEnd: (role: unknown) => boolean;
}

function faultOf(role: string, { part }: MessageList, tried: boolean, callRole: string | undefined): Fault | undefined {
  if (part === 'trained') {
    if (role === 'assistant' || role === callRole) return undefined;
    return {
      message: `The last message is of role \`${role}\`, but training learns the assistant’s answers and needs one at the end. Write the answer, or remove what follows the last one.`,
      mayEnd: (other) => other === 'assistant' || (callRole !== undefined && other === callRole),
    };
  }
  if (part !== 'input') return undefined;
  if (tried && role !== 'user') {
    return {
      message: `The last message is of role \`${role}\`, but in reinforcement training the model itself answers: the task must end with the user.`,
      mayEnd: (other) => other === 'user',
    };
  }
  if (tried || role !== 'assistant') return undefined;
  return {
    message: 'The input ends with the assistant, but the answer comes right after it: end it with what is to be answered.',
    mayEnd: (other) => other !== 'assistant',
  };
}

function dropping(path: Path, keep: number, count: number): Fix {
  const edits: Edit[] = [];
  for (let index = count - 1; index >= keep; index--) edits.push({ op: 'remove', path: [...path, index] });
  return { kind: 'suggestion', title: `Remove the last ${edits.length === 1 ? 'message' : counted(edits.length, 'message')}`, edits };
}
