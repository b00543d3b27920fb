import type { Severity } from '../finding';
import type { Span } from '../json/positions';

/** A finding with its place in the file: lines count from 0. */
export interface PlacedFinding {
  readonly line: number;
  readonly span: Span;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Whether a safe fix is at hand; the fixes themselves are not kept. */
  readonly fixable: boolean;
  /** What `excerptOf` made of the line while its text was at hand. */
  readonly excerpt: string;
  /** Another line that explains this one, of the same file or of `file`. */
  readonly related?: { readonly line: number; readonly file?: string; readonly message: string };
}
