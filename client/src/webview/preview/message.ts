import type { PreviewMessage, PreviewPart } from '../../../../server/src/shared/previewView';
import { element, sentence } from '../shared/element';
import { icon } from '../shared/icons';
import { counted } from '../shared/numbers';
import { markInvisible } from '../shared/textNodes';
import { callBlock } from './calls';
import type { Drawing } from './drawing';
import { findingList } from './findings';
import { image } from './images';
import { codeBlock, cutText, text } from './texts';

const roles = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool result', other: 'Unknown role' } as const;
const trainings = {
  trained: 'trained',
  untrained: 'not trained',
  preferred: undefined,
  rejected: undefined,
  context: undefined,
} as const;

const lots = { learnt: 'learnt', read: 'only read', compared: 'compared', cut: 'cut off' } as const;

/** What becomes of a message in training, in a few words. */
function fateOf({ training, why, lot }: PreviewMessage): string {
  const what = lot ? `${lots[lot.kind]}${lot.isPart ? ' in part' : ''}` : trainings[training];
  // What is cut off is so for no reason of its own.
  return [what, lot?.kind === 'cut' ? undefined : why].filter(Boolean).join(': ');
}

/** A message: who speaks, what is said, what training makes of it and what is wrong with it. */
export function messageBubble(message: PreviewMessage, drawing: Drawing): HTMLElement {
  const { role, spelling, name, training, lot, tokens, path, content, textPath } = message;
  const { line, send } = drawing;
  const who = role === 'other' && spelling !== '' ? spelling : roles[role];
  const fate = fateOf(message);
  const label = [`${who} message`, fate.replaceAll('`', ''), tokens !== undefined && counted(tokens, 'token')].filter(Boolean).join(', ');
  const select = (focus: boolean): void => send({ type: 'select', line, span: content, focus });
  const edit = (): void => send({ type: 'edit', line, span: content, path: textPath });
  const bubble = element(
    'article',
    {
      class: lot ? `message ${role} lot ${lot.kind}` : `message ${role} ${training}`,
      tabindex: 0,
      'aria-label': label,
      'data-path': JSON.stringify(path),
      on: {
        click: (event) => {
          if (isOwn(event, bubble) && getSelection()?.isCollapsed !== false) select(false);
        },
        dblclick: (event) => {
          if (!isOwn(event, bubble)) return;
          getSelection()?.removeAllRanges();
          edit();
        },
        keydown: (event) => {
          if (event.target !== bubble) return;
          const { key } = event as KeyboardEvent;
          if (key === 'Enter') select(true);
          else if (key === 'F2') edit();
          else return;
          event.preventDefault();
        },
      },
    },
    element(
      'header',
      {},
      element('h2', { class: 'role' }, who),
      spelling !== '' && spelling !== who && spelling.toLowerCase() !== role && element('code', { class: 'spelling' }, spelling),
      name !== undefined && element('span', { class: 'name' }, name),
      fate !== '' && element('span', { class: 'fate' }, ...sentence(fate)),
      element('span', { class: 'space' }),
      element(
        'button',
        { class: 'edit', type: 'button', title: 'Edit as text (F2)', 'aria-label': 'Edit as text', on: { click: edit } },
        icon('edit'),
      ),
      tokens !== undefined && element('span', { class: 'tokens' }, counted(tokens, 'token')),
    ),
    ...saidIn(message, drawing),
    findingList(message.findings, drawing),
  );
  markInvisible(bubble.querySelector('header') ?? bubble);
  return bubble;
}

/** What a message says, without who says it. */
function saidIn({ reasoning, parts, calls }: PreviewMessage, drawing: Drawing): readonly HTMLElement[] {
  return [
    ...(reasoning
      ? [
          element(
            'details',
            { class: 'reasoning' },
            element('summary', {}, `Reasoning, ${counted(reasoning.length, 'character')}`),
            text(reasoning, drawing),
          ),
        ]
      : []),
    element(
      'div',
      { class: 'said' },
      ...parts.map((part) => partBlock(part, drawing)),
      ...calls.map((call) => callBlock(call, drawing, messageBubble)),
    ),
  ];
}

function partBlock(part: PreviewPart, drawing: Drawing): HTMLElement {
  switch (part.kind) {
    case 'text':
      return text(part.text, drawing);
    case 'cut':
      return cutText(part, drawing);
    case 'refusal':
      return element('div', { class: 'refusal' }, element('span', { class: 'label' }, 'Refusal'), text(part.text, drawing));
    case 'json':
      return drawing.raw ? text(part.text, drawing) : codeBlock(part.pretty, 'json', drawing);
    case 'image':
      return image(part, drawing);
    case 'other':
      return element('div', { class: 'other' }, element('span', { class: 'label' }, part.label), codeBlock(part.json, 'json', drawing));
  }
}

/** Tells whether an event means the bubble itself: not a control in it, and not a bubble within. */
function isOwn({ target }: Event, bubble: HTMLElement): boolean {
  return target instanceof Element && target.closest('.message') === bubble && target.closest('a, button, summary') === null;
}
