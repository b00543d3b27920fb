import { type ChildProcess, fork } from 'node:child_process';
import * as vscode from 'vscode';

/** The processes in which the server runs, one after the other. */
export interface ServerProcess {
  /** The process to talk to. The first has begun before; each further call starts another. */
  readonly next: () => ChildProcess;
}

// How long a server that was told to end has for it, in milliseconds.
const patience = 2000;

/** Starts the server at once. The language client tells a process when to end; one that does not is ended. */
export function createServerProcess({ extensionUri, extensionMode, subscriptions }: vscode.ExtensionContext): ServerProcess {
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'server.js').fsPath;
  // Whoever works on the extension wants to see its sources in the server too.
  const execArgv = extensionMode === vscode.ExtensionMode.Development ? ['--nolazy', '--enable-source-maps'] : [];
  // VS Code's own executable is a Node when it is told so.
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', ELECTRON_NO_ASAR: '1' };
  const start = (): ChildProcess => {
    // Messages go as structured clones, as they do to a web worker: writing and reading a long text as JSON takes two to three times as long.
    const options = { execArgv, env, silent: true, serialization: 'advanced' } as const;
    const started = fork(script, ['--node-ipc', `--clientProcessId=${process.pid}`], options);
    // Whoever talks to it hears of that too; an error that nobody hears ends the extension host.
    started.on('error', () => undefined);
    return started;
  };
  const end = (old: ChildProcess): void => void setTimeout(() => old.kill(), patience);
  let current = start();
  let isTaken = false;
  subscriptions.push({ dispose: () => end(current) });
  return {
    next: () => {
      if (isTaken || !current.connected) {
        end(current);
        current = start();
      }
      isTaken = true;
      return current;
    },
  };
}
