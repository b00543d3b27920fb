import { availableParallelism } from 'node:os';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from '../lsp/server';
import { collectGarbage } from './collectGarbage';
import { countingThread } from './countingThread';
import { examineFile } from './examineFile';
import { ownFiles } from './ownFiles';
import { readingThread } from './readingThread';
import { turnTaker } from './turnTaker';

// Editors say how they want to talk (`--node-ipc`, `--stdio`, `--pipe=`, `--socket=`); who says nothing gets stdio.
if (!process.argv.some((argument) => /^--(node-ipc|stdio|pipe|socket)\b/.test(argument))) {
  process.argv.push('--stdio');
  if (process.stdin.isTTY) {
    process.stderr.write(
      'This is the Exemplar language server, and it waits for an editor to talk to it over stdin and stdout.\n' +
        'Press Ctrl+C, and name the command `exemplar-language-server --stdio` in the settings of your editor instead.\n' +
        'To check files from here, run `exemplar check <file>`.\n',
    );
  }
}

const { messageStrategy, yieldTurn } = turnTaker();

startServer(createConnection(ProposedFeatures.all, { messageStrategy }), {
  startCounting: countingThread,
  // With fewer cores a second worker would take from the editor what it gives.
  countingWorkers: availableParallelism() >= 4 ? 2 : 1,
  startReading: readingThread,
  files: ownFiles,
  yieldTurn,
  collectGarbage,
  // `performance` would have Node load what nothing else needs.
  now: () => Number(process.hrtime.bigint()) / 1e6,
  today: () => new Date().toISOString().slice(0, 10),
  examineFile,
});
