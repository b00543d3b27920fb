import type { PreviewFinding } from '../../../../server/src/shared/previewView';
import { type Content, element, sentence } from '../shared/element';
import { icon } from '../shared/icons';
import { markInvisible } from '../shared/textNodes';
import type { Drawing } from './drawing';

const words = { error: 'Error', warning: 'Warning', info: 'Note', hint: 'Hint' } as const;

/** What was found, each with its rule; pressing one goes to its place. */
export function findingList(findings: readonly PreviewFinding[], drawing: Drawing): Content {
  if (findings.length === 0) return undefined;
  return element('ul', { class: 'findings', 'aria-label': 'Problems' }, ...findings.map((finding) => findingItem(finding, drawing)));
}

function findingItem({ rule, severity, message, span }: PreviewFinding, { line, send }: Drawing): HTMLElement {
  const go = (event: Event): void => {
    event.stopPropagation();
    send({ type: 'select', line, span, focus: true });
  };
  const open = (event: Event): void => {
    event.stopPropagation();
    send({ type: 'openRule', rule });
  };
  const told = element('span', {}, ...sentence(message));
  return element(
    'li',
    { class: `finding ${severity}` },
    icon(severity),
    element(
      'div',
      {},
      element('span', { class: 'hidden' }, `${words[severity]}: `),
      markInvisible(told),
      element(
        'span',
        { class: 'actions' },
        element('button', { class: 'link', type: 'button', on: { click: go }, title: 'Select its place in the editor' }, 'Show'),
        element('button', { class: 'link', type: 'button', on: { click: open }, title: `What the rule ${rule} is about` }, rule),
      ),
    ),
  );
}
