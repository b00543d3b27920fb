import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { findLines } from '../../../server/src/shared/protocol';

/** The filter of a chat view: the latest question counts, and earlier ones are given up. */
export interface LineFilter extends vscode.Disposable {
  readonly set: (filter: { readonly text: string; readonly rule: string }) => Promise<void>;
  /** Asks again, because the file has changed. */
  readonly again: () => void;
  /** What matches: all, or some lines (from 0); of a question that is not answered yet those of the one before, at first none. */
  readonly matches: () => 'all' | readonly number[];
}

/** Asks the server for the lines that match; undefined is told when everything does. */
export function createLineFilter(
  client: BaseLanguageClient,
  uri: () => vscode.Uri | undefined,
  tell: (lines: readonly number[] | undefined) => void,
): LineFilter {
  let { text, rule } = { text: '', rule: '' };
  let matches: readonly number[] = [];
  const isSet = (): boolean => text !== '' || rule !== '';
  let running: vscode.CancellationTokenSource | undefined;
  const ask = async (): Promise<void> => {
    running?.cancel();
    running = undefined;
    const file = uri();
    if (!file || !isSet()) {
      tell(undefined);
      return;
    }
    const source = new vscode.CancellationTokenSource();
    running = source;
    try {
      const { lines } = await client.sendRequest(findLines, { textDocument: { uri: file.toString() }, text, rule }, source.token);
      if (running !== source) return;
      matches = lines;
      tell(lines);
    } catch (error) {
      if (!source.token.isCancellationRequested) throw error;
    } finally {
      source.dispose();
    }
  };
  return {
    set: (filter) => {
      ({ text, rule } = filter);
      matches = [];
      return ask();
    },
    again: () => {
      if (isSet()) void ask().catch((error) => client.error('filtering the chat preview', error, false));
    },
    matches: () => (isSet() ? matches : 'all'),
    dispose: () => running?.cancel(),
  };
}
