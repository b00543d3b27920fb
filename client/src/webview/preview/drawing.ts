import type { FromPreview } from './messages';

/** What drawing a line needs to know beside the line. */
export interface Drawing {
  /** The line that is drawn, an index from 0. */
  readonly line: number;
  /** Texts as they stand rather than as Markdown. */
  readonly raw: boolean;
  /** Whether images from the web are drawn. */
  readonly remoteImages: boolean;
  /** Takes what the reader asks for. */
  readonly send: (message: FromPreview) => void;
}
