import { isObject, member } from '../json/parse';
import { atValue } from '../json/path';
import { isOff, learningOf, learningPolicy, learningSwitches } from '../training/learning';
import type { Rule } from './rule';
import { withWording } from './wording';

/** A conversation of which the target learns nothing, because its answers are switched off. */
export const nothingToLearn: Rule = {
  id: 'nothing-to-learn',
  about: 'messages',
  severity: 'warning',
  summary: 'Every answer of a conversation has weight 0.',
  why: 'An answer with weight 0 is read but not learnt. Where all of them are, the line costs tokens and teaches nothing, and a file of such lines is refused.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":0}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello","weight":1}]}'],
    },
    {
      target: 'mistral',
      lines: [
        '{"messages":[{"role":"user","content":"Is it open?"},{"role":"assistant","content":"","tool_calls":[{"id":"A1b2C3d4E","type":"function","function":{"name":"look","arguments":"{}"}}]},{"role":"tool","tool_call_id":"A1b2C3d4E","content":"yes"},{"role":"assistant","content":"It is.","weight":0}],"tools":[{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object","properties":{}}}}]}',
      ],
    },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hmm","weight":0},{"role":"user","content":"hi!"},{"role":"assistant","content":"hello"}]}',
      ],
    },
  ],
  passesPlain: true,
  check({ part, messages, path }, report, { target }, { shape, value }) {
    if (part !== 'trained' || !shape) return;
    const policy = learningPolicy(target, shape);
    const last = messages.findLastIndex((message) => isObject(message) && message.role === 'assistant');
    const message = messages[last];
    // Whoever learns anything learns the last answer, so most lines need not be read for this.
    const key = isObject(message) ? learningSwitches(policy).find((each) => isOff(member(message, each))) : undefined;
    if (!isObject(message) || key === undefined) return;
    const example = shape.read(value);
    const fates = example.messages.map((each, index) => ({ each, ...learningOf(example, each, index, policy) }));
    if (example.sides || fates.some(({ training }) => training === 'trained')) return;
    const off = member(message, key);
    const isAll = fates.every(({ each, why }) => each.role !== 'assistant' || why?.startsWith('its '));
    const name = key === 'weight' ? `weight ${String(off)}` : `\`${key}\` ${String(off)}`;
    const nothing = isAll
      ? `Every answer of this conversation has ${name}, so the model learns nothing from it.`
      : `Of a line with tools only the last answer is learnt at ${target.name}, and it has ${name}, so the model learns nothing from this one.`;
    const on = typeof off === 'number' ? 1 : true;
    const place = [...path, last, key];
    report({
      place: atValue(...place),
      message: withWording(
        `${nothing} Give the answer that matters ${key === 'weight' ? `weight ${String(on)}` : `\`${key}\` ${String(on)}`}, or remove the line.`,
        target,
        'nothing-to-learn',
      ),
      fixes: [{ kind: 'suggestion', title: 'Learn the last answer', edits: [{ op: 'set', path: place, value: on }] }],
    });
  },
};
