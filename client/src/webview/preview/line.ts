import type { PreviewMember, PreviewSection, PreviewText, PreviewTool, PreviewView } from '../../../../server/src/shared/previewView';
import { code } from '../shared/code';
import { type Content, element } from '../shared/element';
import { markInvisible } from '../shared/textNodes';
import { markDifferences } from './differences';
import type { Drawing } from './drawing';
import { findingList } from './findings';
import { messageBubble } from './message';
import { codeBlock, lineBlock } from './texts';
import { trainingBlock } from './training';

/** Keeps what was drawn, so that a keystroke draws one message anew and the others keep what the reader has opened in them. */
export type Reuse = (key: string, of: unknown, draw: () => HTMLElement) => HTMLElement;

/** Everything that is drawn of a line. */
export function lineContent(view: PreviewView, drawing: Drawing, reuse: Reuse): readonly Content[] {
  const plain = view.sections.filter(({ side }) => side === undefined);
  const sides = view.sections.filter(({ side }) => side !== undefined);
  const { training } = view;
  return [
    state(view),
    training && reuse('training', training, () => trainingBlock(training)),
    findingList(view.findings, drawing),
    view.tools.length > 0 && reuse('tools', view.tools, () => toolList(view.tools, drawing)),
    ...plain.flatMap(({ messages }) =>
      messages.map((message) => reuse(`message ${JSON.stringify(message.path)}`, message, () => messageBubble(message, drawing))),
    ),
    sides.length > 0 && reuse('sides', sides, () => comparison(sides, drawing)),
    view.members.length > 0 && reuse('members', view.members, () => memberList(view.members, drawing)),
    view.state !== 'blank' && reuse('source', [view.raw, view.fault, view.state], () => source(view, drawing)),
  ];
}

function state({ state: what, howToBegin, sections }: PreviewView): Content {
  const readable = sections.some(({ messages }) => messages.length > 0);
  switch (what) {
    case 'blank':
      return element('p', { class: 'notice' }, howToBegin === undefined ? 'This line is blank.' : `This file is empty. ${howToBegin}`);
    case 'other':
      return element('p', { class: 'notice' }, 'This line is none of the structures that trainers know.');
    case 'broken':
      return element(
        'p',
        { class: 'notice broken' },
        readable
          ? 'This line is broken. Below is what can be read of it.'
          : 'This line is broken, and nothing of a conversation can be read.',
      );
    default:
      return undefined;
  }
}

function comparison(sides: readonly PreviewSection[], drawing: Drawing): HTMLElement {
  const drawn = sides.map(({ side, messages }) =>
    element(
      'section',
      { class: `side ${side}`, 'aria-label': side === 'preferred' ? 'Preferred answer' : 'Rejected answer' },
      element('h2', {}, side === 'preferred' ? 'Preferred' : 'Rejected'),
      ...messages.map((message) => messageBubble(message, drawing)),
    ),
  );
  const [left, right] = drawn;
  const marked = left && right && markDifferences(left, right);
  return element(
    'div',
    { class: 'comparison' },
    ...drawn,
    marked === false && element('p', { class: 'aside' }, 'The answers are too different or too long to mark what differs.'),
  );
}

function toolList(tools: readonly PreviewTool[], drawing: Drawing): HTMLElement {
  return element(
    'details',
    { class: 'tools' },
    element('summary', {}, tools.length === 1 ? '1 tool' : `${tools.length} tools`, ': ', tools.map(({ name }) => name).join(', ')),
    ...tools.map(({ name, description, json }) =>
      element(
        'section',
        { 'aria-label': `Tool ${name}` },
        markInvisible(element('p', {}, element('code', { class: 'called' }, name || '(no name)'), description && ` ${description}`)),
        codeBlock(json, 'json', drawing),
      ),
    ),
  );
}

function memberList(members: readonly PreviewMember[], drawing: Drawing): HTMLElement {
  return element(
    'section',
    { class: 'members', 'aria-label': 'Other keys' },
    ...members.map(({ key, json }) =>
      element('div', { class: 'member' }, markInvisible(element('code', { class: 'key' }, key)), memberValue(json, drawing)),
    ),
  );
}

// A number or a word needs no frame.
const longestInline = 60;

function memberValue(json: PreviewText, drawing: Drawing): HTMLElement {
  if (json.length > longestInline || json.text.includes('\n')) return codeBlock(json, 'json', drawing);
  const value = element('code', {});
  value.append(code(json.text, 'json'));
  return markInvisible(value);
}

/** The line as it stands; of a broken one open, with the place of its first fault marked. */
function source(view: PreviewView, drawing: Drawing): HTMLElement {
  const { raw, fault, state: what, sections } = view;
  const broken = what !== 'example';
  const marked = fault && { start: fault.start, end: Math.max(fault.end, fault.start + 1), class: 'fault' };
  const block = lineBlock(raw, marked, drawing, sections.length > 0 ? 'The editor shows all of it.' : undefined);
  return element('details', { class: 'source', open: broken }, element('summary', {}, 'The line as it stands'), block);
}
