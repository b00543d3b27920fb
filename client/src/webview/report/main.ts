import '../shared/base.css';
import './report.css';
import { element } from '../shared/element';
import { connect } from '../shared/host';
import { costSection, tokenSection } from './cost';
import type { FromReport, ReportState, ToReport } from './messages';
import { createProgress } from './progress';
import { contentSections, messageSection, overviewTiles, problemSection } from './sections';

const host = connect<ToReport, FromReport, ReportState>();
const goTo = (line: number): void => host.send({ type: 'goTo', line });
const main = element('main', { tabindex: -1, 'aria-label': 'Dataset report' });
const progress = createProgress({ stop: () => host.send({ type: 'stop' }), goOn: () => host.send({ type: 'goOn' }) });
document.body.append(progress.element, main);
let shown = '';

host.listen((message) => {
  if (message.type === 'progress') return progress.reading(message.done, message.all);
  if (message.type === 'reading') return progress.readingDisk(message.words, message.percentage);
  if (message.type === 'stopped') return progress.stopped(shown !== '');
  if (message.type === 'nothing') {
    progress.done();
    shown = '';
    main.replaceChildren(element('p', { class: 'notice' }, message.why));
    return;
  }
  progress.counting(message.view.report);
  host.keep({ uri: message.uri });
  // What says the same as before is left alone, so that nobody loses the place.
  const json = JSON.stringify(message);
  if (json !== shown) draw(message);
  shown = json;
});
host.send({ type: 'ready' });

function draw({ view, file }: Extract<ToReport, { type: 'report' }>): void {
  const { report } = view;
  const focused = document.activeElement?.getAttribute('data-key');
  const scroll = scrollY;
  main.replaceChildren(
    element('h1', {}, file),
    element('p', { class: 'lead' }, view.lead),
    element(
      'div',
      { class: 'actions' },
      element(
        'button',
        { class: 'link', 'data-key': 'copy', on: { click: () => host.send({ type: 'export', to: 'clipboard' }) } },
        'Copy as Markdown',
      ),
      element(
        'button',
        { class: 'link', 'data-key': 'open', on: { click: () => host.send({ type: 'export', to: 'editor' }) } },
        'Open as Markdown',
      ),
      element(
        'button',
        { class: 'link', 'data-key': 'html', on: { click: () => host.send({ type: 'export', to: 'html' }) } },
        'Save as HTML…',
      ),
    ),
    overviewTiles(report, goTo),
    problemSection(report, goTo, (rule) => host.send({ type: 'openRule', rule })),
    ...tokenSection(view, goTo),
    ...costSection(view, () => host.send({ type: 'job' })),
    ...messageSection(view, goTo),
    ...contentSections(report, goTo),
  );
  if (focused) main.querySelector<HTMLElement>(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  scrollTo({ top: scroll });
}
