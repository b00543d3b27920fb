import { beginningOf } from '../core/json/beginning';
import { isObject, member } from '../core/json/parse';
import { isSamePath, type Path } from '../core/json/path';
import { counted, grouped } from '../core/numbers';
import { takesRole } from '../core/rules/accepted';
import type { MessageList } from '../core/shapes/shape';
import { learningAt } from '../core/training/learning';
import { countAt, messageNote } from './hoverExample';
import { escaped, inlineCode, preview, previewLength, share } from './hoverMarkdown';
import { type HoverScene, paragraphs } from './hoverScene';

/** A message, and where it stands. */
export interface MessageAt {
  readonly list: MessageList;
  readonly index: number;
  readonly message: unknown;
  /** What follows on the message's own path. */
  readonly rest: Path;
}

/** The message that a path leads to or into. */
export function messageAt({ lists, path }: HoverScene): MessageAt | undefined {
  for (const list of lists) {
    const index = path[list.path.length];
    if (typeof index !== 'number' || !list.path.every((step, depth) => step === path[depth])) continue;
    return { list, index, message: list.messages[index], rest: path.slice(list.path.length + 1) };
  }
  return undefined;
}

// What stands in the place of a role may be a whole text.
const longestRole = 40;

/** Who speaks in a message, how much of the example it is, and what training does with it. */
export function messageCard(scene: HoverScene, { list, index, message }: MessageAt): string {
  const role = isObject(message) ? member(message, 'role') : undefined;
  const { tokens, context, shape } = scene;
  const speaker = typeof role === 'string' && takesRole(context.target, shape, role) ? role : undefined;
  const own = countAt(tokens, [...list.path, index]);
  const note = messageNote(own, scene);
  const facts = [
    `**${speaker === undefined ? 'Message' : `${escaped(speaker.charAt(0).toUpperCase() + speaker.slice(1))} message`}** ${grouped(index + 1)} of ${grouped(list.messages.length)}`,
    // A word that is no role is shown as it stands; that it is none, and what then of learning, a problem tells.
    typeof role === 'string' && role !== '' && speaker === undefined && `role ${inlineCode(role.slice(0, longestRole))}`,
    own && `${own.why === undefined ? '' : 'about '}${counted(own.tokens, 'token')}`,
    own && tokens && `${share(own.tokens, tokens.total)} of the example`,
    (role === undefined || speaker !== undefined) && fate(scene, list, index),
  ];
  return paragraphs(facts.filter(Boolean).join(' · '), note);
}

function fate({ example, context: { target }, shape }: HoverScene, { part, path }: MessageList, index: number): string | undefined {
  if (part === 'preferred' || part === 'rejected') return part === 'preferred' ? 'the better answer' : 'the worse answer';
  const at = example.messages.findIndex((message) => isSamePath(message.path, [...path, index]));
  const message = example.messages[at];
  if (!message) return undefined;
  const learning = learningAt({ target, shape, example }, message, at);
  switch (learning?.training) {
    case 'trained':
      return 'learnt';
    case 'untrained':
      return `not learnt (${learning.why?.replace(/^its /, '')})`;
    case 'preferred':
    case 'rejected':
      return learning.why;
    case 'context':
      return message.role === 'assistant' ? 'not learnt' : undefined;
    // Of what the target does not take a problem tells.
    case undefined:
      return undefined;
  }
}

/** A text with its real line breaks, under the message that it is part of or the name of its field. */
export function textCard(scene: HoverScene, title: string | undefined): string {
  const { text, node } = scene;
  const { start, units } = beginningOf(text.slice(node.offset, node.offset + node.length), previewLength);
  const message = messageAt(scene);
  const own = countAt(scene.tokens, scene.path);
  const size = own === undefined ? counted(units, 'character') : counted(own.tokens, 'token');
  const head = message
    ? messageCard(scene, message)
    : paragraphs(`**${title ? escaped(title) : 'Text'}** · ${size}`, messageNote(own, scene));
  return paragraphs(head, units > 0 && preview(start, 'text', units));
}
