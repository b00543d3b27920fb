import { type Block, reportBlocks } from './blocks';
import type { DatasetReport } from './report';
import { numberText } from './wording';

/** A report as Markdown, for a pull request: headings of the second level under the file's name, and tables. */
export function reportMarkdown(name: string, report: DatasetReport): string {
  return `# ${escaped(name)}\n${plainBlocks(report)
    .map((block) => `\n${markdownBlock(block)}\n`)
    .join('')}`;
}

/** A report as text for a terminal: the same, in columns. */
export function reportText(name: string, report: DatasetReport): string {
  return `${name}\n${plainBlocks(report)
    .map((block) => textBlock(block))
    .join('')}`;
}

type PlainBlock = Exclude<Block, { readonly kind: 'spread' }>;

/** The blocks with their distributions as tables: the quantiles, and bars made of letters. */
function plainBlocks(report: DatasetReport): readonly PlainBlock[] {
  return reportBlocks(report).flatMap((block): readonly PlainBlock[] => {
    if (block.kind !== 'spread') return [block];
    const { title, quantiles, bars } = block;
    return [
      {
        kind: 'table',
        head: [title, ...quantiles.map(({ name }) => name)],
        numbers: quantiles.map((_, index) => index + 1),
        rows: [
          ['value', ...quantiles.map(({ value }) => value)],
          ['line', ...quantiles.map(({ line }) => (line === undefined ? '' : numberText(line)))],
        ],
      },
      {
        kind: 'table',
        head: [title, 'Count', 'First line', ''],
        numbers: [1, 2],
        rows: bars.map(({ values, count, line, share }) => [values, count, line, barOf(share)]),
      },
    ];
  });
}

const longestBar = 30;
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function barOf(share: number): string {
  const length = Math.round(share * longestBar * 8);
  return '█'.repeat(Math.floor(length / 8)) + (share > 0 && length === 0 ? '▏' : (eighths[length % 8] ?? ''));
}

function markdownBlock(block: PlainBlock): string {
  switch (block.kind) {
    case 'heading':
      return `## ${block.text}`;
    case 'note':
      return escaped(block.text);
    case 'table': {
      const cell = (text: string, index: number): string => (index === block.sentences ? text.replaceAll('|', '\\|') : escaped(text));
      const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
      const line = block.head.map((_, index) => (block.numbers.includes(index) ? '--:' : '---'));
      return [row(block.head), `| ${line.join(' | ')} |`, ...block.rows.map(row)].join('\n');
    }
  }
}

/** Text that Markdown shows as it is, in a table too: nothing of a file may become a link, an image or HTML. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&#!]/g, '\\$&').replace(/\s+/g, ' ');
}

// Longer texts would push columns out of sight; Markdown has them whole.
const widestCell = 60;

function textBlock(block: PlainBlock): string {
  switch (block.kind) {
    case 'heading':
      return `\n${block.text}\n`;
    case 'note':
      return `  ${block.text}\n`;
    case 'table': {
      const rows = [block.head, ...block.rows].map((cells) =>
        cells.map((text, index) => (index === block.sentences ? text : shortened(text))),
      );
      const widths = block.head.map((_, index) => Math.max(...rows.map((cells) => cells[index]?.length ?? 0)));
      const cell = (text: string, index: number): string =>
        block.numbers.includes(index) ? text.padStart(widths[index] ?? 0) : text.padEnd(widths[index] ?? 0);
      return `${rows.map((cells) => `  ${cells.map(cell).join('  ')}`.trimEnd()).join('\n')}\n`;
    }
  }
}

function shortened(text: string): string {
  return text.length > widestCell ? `${text.slice(0, widestCell - 1)}…` : text;
}
