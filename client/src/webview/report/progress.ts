import type { DatasetReport } from '../../../../server/src/shared/reportView';
import { element } from '../shared/element';
import { grouped } from '../shared/numbers';

/** What is told of work under way, above the report. */
export interface ProgressBar {
  readonly element: HTMLElement;
  /** So many of the lines are read. */
  readonly reading: (done: number, all: number) => void;
  /** The file is read from the disk; how far that has come, in words and in percent. */
  readonly readingDisk: (words: string, percentage: number) => void;
  /** A report has come; it may be of a part of the file. */
  readonly counting: (report: DatasetReport) => void;
  /** Nothing goes on; `hasReport` says whether one is shown. */
  readonly stopped: (hasReport: boolean) => void;
  readonly done: () => void;
}

/** Makes the bar; its buttons stop the work, and have it go on. */
export function createProgress({ stop, goOn }: { readonly stop: () => void; readonly goOn: () => void }): ProgressBar {
  const bar = element('progress', { 'aria-label': 'Progress of the report' });
  const text = element('span', { class: 'quiet' });
  const stopButton = element('button', { class: 'link', 'data-key': 'stop', on: { click: stop } }, 'Stop');
  const goOnButton = element('button', { class: 'link', 'data-key': 'goOn', on: { click: goOn } }, 'Go On');
  const place = element('div', { class: 'progress', role: 'group', 'aria-label': 'Progress' });
  let partial = '';
  const show = (words: string, ...parts: readonly HTMLElement[]): void => {
    text.textContent = words;
    // Nodes that stay keep the focus of whoever is about to press Stop.
    if (parts.some((part) => !part.isConnected) || place.childElementCount !== parts.length) place.replaceChildren(...parts);
  };
  const showBar = (words: string, done: number, all: number): void => {
    bar.max = all;
    bar.value = done;
    show(words, bar, text, stopButton);
  };
  return {
    element: place,
    reading: (done, all) => showBar(`${grouped(done)} of ${grouped(all)} lines are read.`, done, all),
    readingDisk: (words, percentage) => {
      partial = '';
      showBar(`Reading from the disk: ${words}`, percentage, 100);
    },
    counting: ({ tokens, examples, pending, lines }) => {
      const counted = tokens?.counted ?? examples;
      partial = '';
      if (pending > 0) partial = `${grouped(lines - pending)} of ${grouped(lines)} lines are checked`;
      else if (counted < examples) partial = `${grouped(counted)} of ${grouped(examples)} examples are counted`;
      if (partial === '') place.replaceChildren();
      else showBar(`${partial}; the rest follows.`, pending > 0 ? lines - pending : counted, pending > 0 ? lines : examples);
    },
    stopped: (hasReport) => {
      const state = partial === '' ? 'The report is that of before the last change.' : `This is a part: ${partial}.`;
      show(`Stopped. ${hasReport ? state : 'There is no report.'}`, text, goOnButton);
    },
    done: () => place.replaceChildren(),
  };
}
