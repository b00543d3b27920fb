import { counted } from '../../numbers';
import type { Detection, Reading } from '../reading';
import { sampleOf } from '../sample';
import { isColumnName } from '../tables/columns';
import { delimiterOf, readCsv } from '../tables/csv';
import { readMarkdownTables } from '../tables/markdown';
import { headerOf, rowsToExamples } from '../tables/rows';
import type { Tables } from '../tables/table';

/** Tables: CSV, TSV and Markdown, with or without a header; one example a row. */
export const table: Reading = {
  id: 'table',
  title: 'Table',
  detect: (text) => detect(sampleOf(text)),
  read: (text, options) => rowsToExamples(text, tablesOf(text), options),
};

function tablesOf(text: string): Tables {
  const markdown = readMarkdownTables(text);
  if (markdown.tables.length > 0) return markdown;
  const delimiter = delimiterOf(text);
  return delimiter === undefined || delimiter.even < 0.5 ? { tables: [], notes: [], markup: [] } : readCsv(text, delimiter);
}

/** UTF-16 units in which a header shows that it is one. */
const judgedForHeader = 16_000;

function detect(text: string): Detection {
  const markdown = readMarkdownTables(text);
  if (markdown.tables.length > 0) {
    const rows = markdown.tables.flatMap((each) => each.rows.slice(1));
    const held = markdown.tables.flatMap((each) => each.rows).reduce((sum, { span }) => sum + span.end - span.start, 0);
    const share = held / Math.max(1, text.trim().length);
    return {
      confidence: rows.length === 0 ? 0 : 0.92 * Math.min(1, 0.1 + share),
      reason: `a Markdown table of ${counted(rows.length, 'row')}`,
    };
  }
  const delimiter = delimiterOf(text);
  if (delimiter === undefined || delimiter.rows < 2) return { confidence: 0, reason: 'no table was found' };
  const { sign, name, even, columns, rows } = delimiter;
  const [found] = readCsv(text.slice(0, judgedForHeader), delimiter).tables;
  const header = found && headerOf(found, {});
  const named = header?.cells.some(({ content }) => isColumnName(content)) ?? false;
  // Prose has commas too, and now and then as many in each line; whoever asks for a table gets one all the same.
  const telling = named ? 0.96 : sign === '\t' ? 0.75 : header !== undefined ? 0.6 : /^"|"$/m.test(text) ? 0.5 : 0;
  const enough = rows > 2 || named ? 1 : 0.4;
  return {
    confidence: even < 0.5 ? 0 : telling * even * enough,
    reason: `${counted(rows - (header === undefined ? 0 : 1), 'row')} of ${columns} cells between ${name}${header === undefined ? '' : ', below a header'}`,
  };
}
