import type { Fix } from '../finding';
import type { JsonObject } from '../json/parse';
import { wholeLine } from '../json/path';
import { isBatchRequest } from '../shapes/evidence';
import { shapes } from '../shapes/index';
import type { Shape } from '../shapes/shape';
import { quoted } from './describe';
import { lineConversion } from './lineConversion';
import { nearShape } from './nearShape';
import type { Rule } from './rule';
import { withWording } from './wording';

const mostKeys = 5;

/** A record that is nothing a trainer could read. */
export const unknownShape: Rule = {
  id: 'unknown-shape',
  about: 'line',
  severity: 'error',
  summary: 'A line has none of the structures that trainers know.',
  why: 'A trainer looks for certain keys: `messages`, or `prompt` and `completion`, or others. A line without them is refused, or dropped without a sound.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}', '{"id":7,"title":"Notes"}'],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"question":"Oslo?","reply":"Norway."}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}',
        '{"messages":[{"role":"user","content":"Oslo?"},{"role":"assistant","content":"Norway."}]}',
      ],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'] }],
  passesPlain: true,
  check({ shape, value }, report, { target, fileShape }) {
    if (shape || isBatchRequest(value)) return;
    const keys = Object.keys(value);
    const has =
      keys.length === 0
        ? 'It has no keys'
        : `Its keys are ${keys.slice(0, mostKeys).map(quoted).join(', ')}${keys.length > mostKeys ? ', …' : ''}`;
    report({
      place: wholeLine,
      message: withWording(
        `This line is no example that a trainer can read, while the file holds ${fileShape.name}. ${has}: rewrite it like the others, or remove it.`,
        target,
        'unknown-shape',
      ),
      fixes: suggestions(value, fileShape),
    });
  },
};

/** Names the keys as the file's shape does; where another shape is near, the line is read as that and converted. */
function suggestions(value: JsonObject, fileShape: Shape): readonly Fix[] {
  const near = nearShape(value, [fileShape, ...shapes]);
  if (!near) return [];
  if (near.shape !== fileShape) return lineConversion(near.value, near.shape, fileShape);
  return [
    {
      kind: 'suggestion',
      title: `Rename ${near.renames.map(({ key, meant }) => `\`${key}\` to \`${meant}\``).join(' and ')}`,
      edits: near.renames.map(({ key, meant }) => ({ op: 'rename', path: [key], key: meant })),
    },
  ];
}
