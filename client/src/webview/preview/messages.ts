import type { Path, PreviewView, Span } from '../../../../server/src/shared/previewView';

/** What the extension tells the chat preview. */
export type ToPreview =
  /** A line; null with the reason why there is nothing to show. */
  | { readonly type: 'view'; readonly view: PreviewView; readonly file: string; readonly remoteImages: boolean; readonly training: boolean }
  | { readonly type: 'nothing'; readonly why: string }
  /** Where in its line the editor's cursor stands, in UTF-16 units. */
  | { readonly type: 'cursor'; readonly character: number }
  /** The lines that match the filter; sent anew whenever they change. */
  | { readonly type: 'matches'; readonly lines: readonly number[] | undefined };

/** What the chat preview asks of the extension. `line` is the one that the page shows, so that a late click does no harm. */
export type FromPreview =
  | { readonly type: 'ready' }
  | { readonly type: 'goTo'; readonly line: number }
  /** The nearest line with something in it, before or behind the one that was asked for last; with a filter the nearest that matches. */
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'select'; readonly line: number; readonly span: Span; readonly focus: boolean }
  /** As text: the text at the path, or without one the whole example. */
  | { readonly type: 'edit'; readonly line: number; readonly span: Span; readonly path: Path | undefined }
  | { readonly type: 'filter'; readonly text: string; readonly rule: string }
  | { readonly type: 'showWhole' }
  | { readonly type: 'showTraining'; readonly on: boolean }
  | { readonly type: 'loadImages' }
  | { readonly type: 'openRule'; readonly rule: string };

/** What the page keeps for itself. */
export interface PreviewState {
  readonly uri: string;
  readonly line: number;
  readonly raw: boolean;
  readonly training: boolean;
  readonly text: string;
  readonly rule: string;
  readonly scroll: number;
}
