import type { ReportView } from '../../../../server/src/shared/reportView';

/** What the extension tells the report's page. */
export type ToReport =
  | { readonly type: 'report'; readonly view: ReportView; readonly file: string; readonly uri: string }
  | { readonly type: 'nothing'; readonly why: string }
  /** How many of the lines are read. */
  | { readonly type: 'progress'; readonly done: number; readonly all: number }
  /** How far the reading of a file from the disk has come, in words and in percent. */
  | { readonly type: 'reading'; readonly words: string; readonly percentage: number }
  /** Nothing is worked out any more, until somebody asks for it. */
  | { readonly type: 'stopped' };

/** What the page asks of the extension. Lines count from 1. */
export type FromReport =
  | { readonly type: 'ready' }
  | { readonly type: 'goTo'; readonly line: number }
  | { readonly type: 'job' }
  | { readonly type: 'openRule'; readonly rule: string }
  | { readonly type: 'stop' }
  | { readonly type: 'goOn' }
  | { readonly type: 'export'; readonly to: 'clipboard' | 'editor' | 'html' };

/** What the page keeps for itself. */
export interface ReportState {
  readonly uri: string;
}
