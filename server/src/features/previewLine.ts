import type { TrainingFile } from '../core/check/trainingFile';
import type { Path } from '../core/json/path';
import { nodeAt, type PositionedLine, type Span } from '../core/json/positions';
import { withLineNumber } from '../core/rules/wording';
import type { ExampleTokens } from '../core/tokens/countExample';
import type { PreviewFinding, PreviewText } from '../shared/previewView';
import { spanOfFinding } from './diagnostics';
import { prettyJson, previewText } from './previewTexts';

/** A line that is made ready to be shown: where its values stand and how they read. */
export interface PreviewLine {
  readonly whole: boolean;
  readonly tokens: ExampleTokens | undefined;
  readonly findings: readonly PreviewFinding[];
  /** Where a value stands; the whole line where there is no such value. */
  readonly spanAt: (path: Path) => Span;
  /** Whether the value at a path is a text. */
  readonly isText: (path: Path) => boolean;
  /** The value at a path as JSON to read. */
  readonly jsonAt: (path: Path, value: unknown) => PreviewText;
  readonly text: (text: string) => PreviewText;
}

/** Makes a line ready; `index` is from 0. */
export function previewLineOf(
  file: TrainingFile,
  index: number,
  tokens: ExampleTokens | undefined,
  whole: boolean,
): PreviewLine | undefined {
  const row = file.rows[index];
  if (!row) return undefined;
  const positioned = file.positioned(row);
  const text = (shown: string): PreviewText => previewText(shown, whole);
  return {
    whole,
    tokens,
    findings: findingsIn(file, index),
    spanAt: (path) => spanAt(positioned, path) ?? { start: 0, end: row.text.length },
    isText: (path) => nodeAt(positioned, path)?.type === 'string',
    jsonAt: (path, value) => {
      const span = spanAt(positioned, path);
      const json = span ? row.text.slice(span.start, span.end) : JSON.stringify(value);
      // What is cut anyway need not be laid out.
      return whole || json.length < longestPretty ? text(prettyJson(json)) : text(json);
    },
    text,
  };
}

const longestPretty = 500_000;

function spanAt(line: PositionedLine, path: Path): Span | undefined {
  const node = nodeAt(line, path);
  return node && { start: node.offset, end: node.offset + node.length };
}

function findingsIn(file: TrainingFile, index: number): readonly PreviewFinding[] {
  const { check } = file;
  // The line may not have had its turn yet.
  check?.line(index);
  return (check?.findingsIn(index, index) ?? []).map(({ line, row, finding }) => ({
    rule: finding.rule,
    severity: finding.severity,
    message: withLineNumber(finding.message, line),
    span: line === index ? spanOfFinding(file, row, finding) : { start: 0, end: 0 },
  }));
}
