import type { PreviewCall, PreviewMessage } from '../../../../server/src/shared/previewView';
import { element } from '../shared/element';
import { icon } from '../shared/icons';
import { markInvisible } from '../shared/textNodes';
import type { Drawing } from './drawing';
import { codeBlock } from './texts';

/** A call with its result below it. `draw` draws the message that holds the result. */
export function callBlock(
  call: PreviewCall,
  drawing: Drawing,
  draw: (message: PreviewMessage, drawing: Drawing) => HTMLElement,
): HTMLElement {
  const { id, name, json, result } = call;
  const head = element(
    'header',
    {},
    icon('tool'),
    element('span', { class: 'label' }, 'Calls'),
    element('code', { class: 'called' }, name || '(no name)'),
    id !== undefined && element('code', { class: 'id', title: 'The id of the call' }, id),
  );
  return element(
    'section',
    { class: 'call', 'aria-label': `Call of ${name || 'a tool without a name'}` },
    markInvisible(head),
    codeBlock(call.arguments, json ? 'json' : undefined, drawing),
    result && draw(result, drawing),
  );
}
