import { grouped } from '../numbers';
import { type Block, reportBlocks } from './blocks';
import type { DatasetReport } from './report';

/** The beginning of a page for reports: it runs nothing and loads nothing, and is read in light, in dark and on paper. */
export function htmlStart(title: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
<style>
${style}</style>
</head>
<body>
`;
}

/** The end of such a page. */
export const htmlEnd = '</body>\n</html>\n';

/** One report of such a page. */
export function htmlReport(name: string, report: DatasetReport): string {
  return `<main>\n<h1>${escaped(name)}</h1>\n${sections(reportBlocks(report))}</main>\n`;
}

function sections(blocks: readonly Block[]): string {
  return blocks.map(htmlBlock).join('');
}

function htmlBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>\n`;
    case 'note':
      return `<p>${escaped(block.text)}</p>\n`;
    case 'table':
      return htmlTable(block);
    case 'spread':
      return htmlSpread(block);
  }
}

function htmlTable({ head, numbers, sentences, rows }: Extract<Block, { readonly kind: 'table' }>): string {
  const kind = (index: number): string => (numbers.includes(index) ? ' class="number"' : '');
  const content = (text: string, index: number): string => (index === sentences ? sentence(text) : escaped(text));
  const row = ([first = '', ...cells]: readonly string[]): string =>
    `<tr><th scope="row"${kind(0)}>${escaped(first)}</th>${cells.map((text, index) => `<td${kind(index + 1)}>${content(text, index + 1)}</td>`).join('')}</tr>\n`;
  const heads = head.map((text, index) => (text === '' ? '<td></td>' : `<th scope="col"${kind(index)}>${escaped(text)}</th>`));
  return `<div class="wide"><table>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n${rows.map(row).join('')}</tbody>\n</table></div>\n`;
}

function htmlSpread({ title, quantiles, bars }: Extract<Block, { readonly kind: 'spread' }>): string {
  const columns = ['', 'Count', 'First line'].map((text, index) =>
    index === 0 ? '<td></td>' : `<th scope="col" class="number">${text}</th>`,
  );
  const rows = bars.map(
    ({ values, count, line, share }) =>
      `<tr><th scope="row" class="number">${escaped(values)}</th><td class="bar">${share > 0 ? `<i style="width:${(100 * share).toFixed(1)}%"></i>` : ''}</td><td class="number">${escaped(count)}</td><td class="number">${escaped(line)}</td></tr>\n`,
  );
  const parts = quantiles.map(
    ({ name, value, line }) =>
      `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd>${line === undefined ? '' : `<dd class="quiet">line ${grouped(line)}</dd>`}</div>`,
  );
  return `<figure>\n<figcaption>${escaped(title)}</figcaption>\n<dl>${parts.join('')}</dl>\n<table>\n<thead><tr>${columns[0]}<td class="bar"></td>${columns[1]}${columns[2]}</tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table>\n</figure>\n`;
}

/** A sentence of ours as HTML, with its code. */
function sentence(text: string): string {
  return text
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? `<code>${escaped(piece)}</code>` : escaped(piece)))
    .join('');
}

/** Text that HTML shows as it is: nothing of a file may become markup. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const style = `:root { color-scheme: light dark; --text: #1f2328; --quiet: #59636e; --page: #ffffff; --line: #d1d9e0; --bar: #2f6fb5; }
@media (prefers-color-scheme: dark) { :root { --text: #d8dee6; --quiet: #9ba6b2; --page: #16191d; --line: #3a424b; --bar: #5b9bdf; } }
@media print { :root { color-scheme: light; --text: #000000; --quiet: #444444; --page: #ffffff; --line: #bbbbbb; --bar: #2f6fb5; } }
body { margin: 0; background: var(--page); color: var(--text); font: 14px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0 0 .25rem; font-size: 1.6em; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .5rem; font-size: 1.2em; }
p { margin: .5rem 0; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .95em; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; margin: .75rem 0; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: normal; unicode-bidi: isolate; }
tbody th { overflow-wrap: anywhere; }
thead th, .quiet, dt { color: var(--quiet); }
figure tbody th { min-width: 5rem; }
.wide tbody th { min-width: 10rem; }
.wide td:not(.number) { min-width: 8rem; }
.number { text-align: right; white-space: nowrap; }
figure { margin: 1.25rem 0; break-inside: avoid; }
figcaption { font-weight: 600; }
dl { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .25rem 0 .5rem; font-variant-numeric: tabular-nums; }
dd { margin: 0; }
figure table { width: 100%; }
figure th, figure td { padding-top: .1rem; padding-bottom: .1rem; border: 0; }
td.bar { width: 100%; vertical-align: middle; }
.bar i { display: block; height: .8rem; min-width: 1px; background: var(--bar); border-radius: 0 2px 2px 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
tr { break-inside: avoid; }
h1, h2, h2 + p { break-after: avoid; }
@page { margin: 15mm; }
@media print { main { max-width: none; padding: 0; } main + main { break-before: page; } h2 { margin-top: 1.5rem; } }
@media screen and (min-width: 50rem) { figure { display: inline-block; width: calc(50% - 1rem); margin-right: .75rem; vertical-align: top; } }
`;
