import type { DatasetReport, ReportView, Tally } from '../../../../server/src/shared/reportView';
import { type Content, element, sentence } from '../shared/element';
import { icon } from '../shared/icons';
import { grouped } from '../shared/numbers';
import { markInvisible } from '../shared/textNodes';
import { firstLine, type GoTo, histogram, lineButton, section, table } from './parts';

/** The numbers of the file as a whole; those of lines that need a look lead there. */
export function overviewTiles(report: DatasetReport, goTo: GoTo): HTMLElement {
  const { examples, spreadRecords, lines, messages, unreadable, blank, shapes, withTools, withImages, duplicates, contradictions } = report;
  const tile = (value: string, name: string, line?: number): HTMLElement =>
    element(
      'div',
      { class: 'tile' },
      element('span', { class: 'value' }, line ? lineButton(value, line, `first of ${name}`, goTo) : value),
      element('span', { class: 'name' }, name),
    );
  const tally = (name: string, { count, line }: Tally): Content => count > 0 && tile(grouped(count), name, line);
  return element(
    'div',
    { class: 'tiles' },
    tile(grouped(examples), 'examples'),
    spreadRecords > 0 && tile(grouped(spreadRecords), 'records not on a line of their own'),
    tile(grouped(messages), 'messages'),
    lines !== examples && tile(grouped(lines), 'lines'),
    tally('lines that are no example', unreadable),
    tally('blank lines', blank),
    ...(shapes.length > 1 ? shapes.map(({ name, ...each }) => tally(name, each)) : []),
    tally('examples with tools', withTools),
    tally('examples with images', withImages),
    tile(grouped(duplicates.count), 'repeated examples', duplicates.line),
    tile(grouped(contradictions.count), 'inputs with different answers', contradictions.line),
  );
}

/** What was found, by rule; `openRule` leads to what a rule is about. */
export function problemSection({ problems, pending }: DatasetReport, goTo: GoTo, openRule: (rule: string) => void): HTMLElement {
  if (pending > 0) return section('Problems', element('p', { class: 'quiet' }, 'The file is still being checked.'));
  if (problems.length === 0) return section('Problems', element('p', { class: 'quiet' }, 'None.'));
  const rows = problems.map(({ rule, summary, severity, count, firstLine: line }) => [
    element(
      'div',
      { class: `severity ${severity}` },
      icon(severity),
      element(
        'div',
        {},
        element('span', { class: 'hidden' }, `${severity}: `),
        element(
          'button',
          {
            class: 'link',
            'data-key': `rule ${severity} ${rule}`,
            title: `What the rule ${rule} is about`,
            on: { click: () => openRule(rule) },
          },
          rule,
        ),
        element('div', { class: 'quiet' }, ...sentence(summary)),
      ),
    ),
    grouped(count),
    lineButton(`line ${grouped(line)}`, line, `first of ${rule}`, goTo),
  ]);
  return section('Problems', table('Problems by rule', ['Rule', 'Count', 'First'], rows));
}

/** Roles, messages and turns. */
export function messageSection({ report: { roles, perExample, examples }, spreads }: ReportView, goTo: GoTo): readonly HTMLElement[] {
  const { messages, turns } = spreads;
  if (!perExample || !messages || !turns || examples === 0) return [];
  const rows = roles.map(({ name, ...tally }) => [name, grouped(tally.count), firstLine(name, tally, goTo)]);
  return [
    section(
      'Messages',
      element(
        'div',
        { class: 'figures' },
        histogram('Messages of an example', { value: 'message', thing: 'example' }, perExample.messages, messages, goTo),
        histogram('Turns of an example', { value: 'turn', thing: 'example' }, perExample.turns, turns, goTo),
      ),
      table('Messages by role', ['Role', 'Messages', 'First'], rows),
    ),
  ];
}

/** System prompts and languages. */
export function contentSections({ systemPrompts, languages, examples }: DatasetReport, goTo: GoTo): readonly HTMLElement[] {
  if (examples === 0) return [];
  const { without, different, most } = systemPrompts;
  const row = (name: Content, label: string, tally: Tally): readonly Content[] => [
    name,
    grouped(tally.count),
    firstLine(label, tally, goTo),
  ];
  const prompts = [
    ...most.map(({ text, ...tally }) =>
      row(markInvisible(element('span', { class: 'prompt' }, text || '(empty)')), text.slice(0, 40) || 'empty prompts', tally),
    ),
    ...(without.count > 0 ? [row(element('i', {}, 'without one'), 'examples without a system prompt', without)] : []),
  ];
  return [
    section(
      'System prompts',
      table('System prompts', ['Begins with', 'Examples', 'First'], prompts),
      different > most.length && element('p', { class: 'quiet' }, `And ${grouped(different - most.length)} less frequent ones.`),
    ),
    section(
      'Languages',
      table(
        'Languages',
        ['Guessed from letters and common words', 'Examples', 'First'],
        languages.map(({ name, ...tally }) => row(name, name, tally)),
      ),
    ),
  ];
}
