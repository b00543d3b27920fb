import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import type { PreviewView } from '../../../../server/src/shared/previewView';
import { element } from '../shared/element';
import { icon } from '../shared/icons';
import { counted, grouped } from '../shared/numbers';

/** What the reader may do in the toolbar. */
export interface ToolbarActions {
  readonly step: (by: 1 | -1) => void;
  readonly goTo: (line: number) => void;
  readonly filter: (text: string, rule: string) => void;
  readonly raw: (raw: boolean) => void;
  readonly training: (on: boolean) => void;
}

/** What the toolbar shows. */
export interface ToolbarState {
  readonly view: PreviewView | undefined;
  readonly raw: boolean;
  readonly training: boolean;
  readonly text: string;
  readonly rule: string;
  /** The lines that match the filter; undefined without one or while they are looked for. */
  readonly matches: readonly number[] | undefined;
}

/** The toolbar: stepping through examples, jumping to one, filtering them, texts as they stand. */
export function createToolbar(actions: ToolbarActions): { readonly node: HTMLElement; readonly update: (state: ToolbarState) => void } {
  const button = (label: string, name: 'up' | 'down', by: 1 | -1): HTMLElement =>
    element('vscode-toolbar-button', { label, title: label, on: { click: () => actions.step(by) } }, icon(name));
  const number = element('vscode-textfield', { class: 'number', type: 'number', min: 1, 'data-key': 'number' });
  const total = element('span', { class: 'total' });
  const text = element('vscode-textfield', {
    class: 'filter',
    placeholder: 'Filter by text',
    type: 'search',
    'data-key': 'filter',
  });
  const rule = element('vscode-single-select', { class: 'rule', 'data-key': 'rule' });
  const found = element('span', { class: 'found', role: 'status' });
  const raw = element(
    'vscode-toolbar-button',
    { class: 'raw', toggleable: true, label: 'Show texts as they stand', title: 'Show texts as they stand, without Markdown (R)' },
    icon('text'),
  );

  const training = element(
    'vscode-toolbar-button',
    { class: 'trains', toggleable: true, label: 'Show what trains', title: 'Show what trains: learnt, only read, cut off (T)' },
    icon('target'),
  );

  // Properties, for their attributes are not looked at.
  number.label = 'Line';
  text.label = 'Filter by text';
  rule.label = 'Filter by problem';
  number.addEventListener('change', () => {
    const line = Number(number.value) - 1;
    if (Number.isInteger(line)) actions.goTo(line);
  });
  // A number is replaced, seldom edited.
  number.addEventListener('click', () => number.wrappedElement.select());
  const filter = (): void => actions.filter(text.value, rule.value);
  text.addEventListener('input', filter);
  text.addEventListener('keydown', ({ key, shiftKey }) => {
    if (key === 'Enter') actions.step(shiftKey ? -1 : 1);
  });
  rule.addEventListener('change', filter);
  raw.addEventListener('change', () => actions.raw(raw.checked));
  training.addEventListener('change', () => actions.training(training.checked));

  let offered = '';
  const offerRules = (problems: PreviewView['problems'], chosen: string): void => {
    const offers = JSON.stringify([problems, chosen]);
    if (offers === offered) return;
    offered = offers;
    const option = (value: string, label: string): HTMLElement => element('vscode-option', { value, selected: value === chosen }, label);
    const absent = chosen !== '' && chosen !== '*' && problems.every((each) => each.rule !== chosen);
    rule.replaceChildren(
      option('', 'All examples'),
      option('*', 'With problems'),
      ...problems.map((each) => option(each.rule, `${each.rule} (${grouped(each.lines)})`)),
      ...(absent ? [option(chosen, `${chosen} (0)`)] : []),
    );
  };

  const node = element(
    'nav',
    { class: 'toolbar', 'aria-label': 'Examples' },
    element(
      'div',
      { class: 'group' },
      button('Previous example (Alt+Up)', 'up', -1),
      button('Next example (Alt+Down)', 'down', 1),
      number,
      total,
    ),
    element('div', { class: 'group grow' }, text, rule, found, training, raw),
  );
  return {
    node,
    update: ({ view, training: shownTraining, raw: isRaw, text: wanted, rule: chosen, matches }) => {
      raw.checked = isRaw;
      training.checked = shownTraining;
      if (document.activeElement !== text) text.value = wanted;
      if (!view) return;
      if (document.activeElement !== number) number.value = String(view.line + 1);
      total.textContent = `of ${grouped(view.lines)}`;
      offerRules(view.problems, chosen);
      found.textContent = wanted === '' && chosen === '' ? '' : foundText(matches, view.line);
    },
  };
}

function foundText(matches: readonly number[] | undefined, line: number): string {
  if (!matches) return 'Searching…';
  if (matches.length === 0) return 'None';
  const at = matches.indexOf(line);
  return at === -1 ? counted(matches.length, 'line') : `${grouped(at + 1)} of ${grouped(matches.length)}`;
}
