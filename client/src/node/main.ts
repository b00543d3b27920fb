import path from 'node:path';
import type * as vscode from 'vscode';
import { loadKept } from '../../../server/src/kept/loadKept';
import type { Exports } from '../extension';
import { createServerProcess } from './serverProcess';

/** Starts the extension in a Node host, with the server in a process of its own, which begins before the rest of the extension is read. */
export function activate(context: vscode.ExtensionContext): Exports {
  const server = createServerProcess(context);
  const { exports, keep } = loadKept(path.join(__dirname, 'running.js'));
  const kept = setTimeout(keep, 5000);
  context.subscriptions.push({ dispose: () => clearTimeout(kept) });
  return (exports as typeof import('./running')).run(context, server);
}
