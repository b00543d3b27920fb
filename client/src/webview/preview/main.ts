import '../shared/base.css';
import './preview.css';
import './training.css';
import { element } from '../shared/element';
import { connect } from '../shared/host';
import type { Drawing } from './drawing';
import { lineContent, type Reuse } from './line';
import type { FromPreview, PreviewState, ToPreview } from './messages';
import { summary } from './summary';
import { createToolbar } from './toolbar';

const host = connect<ToPreview, FromPreview, PreviewState>();

let shown: Extract<ToPreview, { type: 'view' }> | undefined;
let matches: readonly number[] | undefined;
let { raw, text, rule } = { raw: false, text: '', rule: '', ...host.kept };
/** Where to scroll to when the line that was last shown comes back. */
let waiting = host.kept;
let drawn = new Map<string, { readonly of: string; readonly node: HTMLElement }>();

// To the next example, or with a filter to the next one that matches.
const step = (by: 1 | -1): void => host.send({ type: 'step', by });
const toolbar = createToolbar({
  step,
  goTo: (line) => host.send({ type: 'goTo', line }),
  filter: (newText, newRule) => {
    text = newText;
    rule = newRule;
    matches = undefined;
    host.send({ type: 'filter', text, rule });
    keep();
    showToolbar();
  },
  raw: showRaw,
  training: showTraining,
});
const head = element('div', { class: 'summary' });
const main = element('main', { tabindex: -1, 'aria-label': 'Example' });
document.body.append(toolbar.node, head, main);

host.listen((message) => {
  switch (message.type) {
    case 'view':
      show(message);
      break;
    case 'nothing':
      shown = undefined;
      head.replaceChildren();
      main.replaceChildren(element('p', { class: 'notice' }, message.why));
      break;
    case 'cursor':
      showCursor(message.character);
      break;
    case 'matches':
      matches = message.lines;
      showToolbar();
      break;
  }
});

addEventListener('scroll', keep, { passive: true });
addEventListener('keydown', (event) => {
  const { key, altKey, ctrlKey, metaKey } = event;
  const typing = event.composedPath().some((each) => each instanceof HTMLInputElement);
  if (altKey && (key === 'ArrowUp' || key === 'ArrowDown')) step(key === 'ArrowUp' ? -1 : 1);
  else if (typing || altKey || ctrlKey || metaKey) return;
  else if (key === 'j' || key === 'k') step(key === 'k' ? -1 : 1);
  else if (key === 'r') showRaw(!raw);
  else if (key === 't') showTraining(!shown?.training);
  else return;
  event.preventDefault();
});

if (text !== '' || rule !== '') host.send({ type: 'filter', text, rule });
host.send({ type: 'ready' });

function show(message: Extract<ToPreview, { type: 'view' }>): void {
  const isSame = shown !== undefined && shown.view.uri === message.view.uri && shown.view.line === message.view.line;
  if (!isSame || shown?.remoteImages !== message.remoteImages) drawn = new Map();
  shown = message;
  draw(isSame ? scrollY : 0);
  if (waiting?.uri === message.view.uri && waiting.line === message.view.line) scrollTo({ top: waiting.scroll });
  waiting = undefined;
  keep();
}

function draw(scroll: number): void {
  if (!shown) return;
  const { view, remoteImages } = shown;
  const drawing: Drawing = { line: view.line, raw, remoteImages, send: host.send };
  const before = drawn;
  const after: typeof drawn = new Map();
  const reuse: Reuse = (key, of, make) => {
    const json = JSON.stringify([raw, of]);
    const known = before.get(key);
    const entry = known?.of === json ? known : { of: json, node: make() };
    after.set(key, entry);
    return entry.node;
  };
  const focused = document.activeElement?.getAttribute('data-path');
  head.replaceChildren(...summary(view));
  main.replaceChildren(...lineContent(view, drawing, reuse).filter((each) => each !== undefined && each !== false));
  drawn = after;
  if (focused) main.querySelector<HTMLElement>(`[data-path='${CSS.escape(focused)}']`)?.focus({ preventScroll: true });
  scrollTo({ top: scroll });
  showToolbar();
}

function showToolbar(): void {
  toolbar.update({ view: shown?.view, training: shown?.training ?? false, raw, text, rule, matches });
}

function showRaw(wanted: boolean): void {
  raw = wanted;
  keep();
  draw(scrollY);
}

function showTraining(on: boolean): void {
  host.send({ type: 'showTraining', on });
}

function showCursor(character: number): void {
  for (const each of main.querySelectorAll('.message.current')) each.classList.remove('current');
  if (!shown) return;
  const messages = shown.view.sections.flatMap((section) => section.messages);
  const all = [...messages, ...messages.flatMap(({ calls }) => calls.flatMap(({ result }) => result ?? []))];
  const at = all.find(({ span }) => span.start <= character && character < span.end);
  const bubble = at && main.querySelector(`[data-path="${CSS.escape(JSON.stringify(at.path))}"]`);
  bubble?.classList.add('current');
  bubble?.scrollIntoView({ block: 'nearest' });
}

function keep(): void {
  if (!shown) return;
  const { uri, line } = shown.view;
  host.keep({ uri, line, raw, training: shown.training, text, rule, scroll: scrollY });
}
