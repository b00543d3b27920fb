// Imports nothing but Node's own modules: it is read before anything is installed.
import { statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { repo } from './pinned.mjs';
import { HostError } from './report.mjs';

// npm starts scripts in the folder of package.json, and says where it was called itself.
const here = process.env.INIT_CWD ?? process.cwd();

const usage = `Builds the extension and opens it on samples/ in VS Code: npm run try [-- options]
  --open PATH        with this file open
  --port N           serve the window at this port (default: a free one)
  --screenshot FILE  instead of serving, write a picture of the window to FILE and end
    --wait MS        so long after Exemplar has told of the file (default: 3000)
  --web              run the extension in the web worker instead of Node
  --folder PATH      open this folder instead of samples/
  --browser          serve a window for the browser even where the desktop VS Code is installed
  --no-build         take the extension as it was built last`;

/**
 * What `npm run try` was asked to do, or the text that explains it; fails with a reason and a remedy where that makes no sense.
 * @param {readonly string[]} args
 */
export function tryCommand(args) {
  const { open, screenshot, folder, port, wait, help, ...flags } = parse(args);
  if (help) return { usage };
  return {
    ...flags,
    file: open === undefined ? undefined : existing('open', open, 'file'),
    picture: screenshot === undefined ? undefined : path.resolve(here, screenshot),
    folder: existing('folder', folder, 'folder'),
    port: whole('port', port),
    wait: whole('wait', wait),
  };
}

/** @param {readonly string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string', default: '0' },
        screenshot: { type: 'string' },
        open: { type: 'string' },
        wait: { type: 'string', default: '3000' },
        web: { type: 'boolean', default: false },
        folder: { type: 'string', default: path.join(repo, 'samples') },
        browser: { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const why = /** @type {Error} */ (error).message;
    throw new HostError('npm run try was not understood.', why, 'See its options with: npm run try -- --help');
  }
}

/** @param {string} option @param {string} given */
function whole(option, given) {
  if (/^\d+$/.test(given)) return Number(given);
  throw new HostError(`--${option} ${given} is no whole number.`, `--${option} takes one.`, `Give one, or leave --${option} out.`);
}

/**
 * The absolute path of what an option names. Where there is nothing, VS Code would open an empty file or folder without a word.
 * @param {string} option
 * @param {string} given
 * @param {'file' | 'folder'} kind
 */
function existing(option, given, kind) {
  const absolute = path.resolve(here, given);
  const found = statSync(absolute, { throwIfNoEntry: false });
  if (found && found.isDirectory() === (kind === 'folder')) return absolute;
  throw new HostError(
    `--${option} ${given} cannot be opened.`,
    found ? `${absolute} is no ${kind}.` : `There is no ${absolute}.`,
    `Name a ${kind} that is there; a path that is not absolute begins at ${here}.`,
  );
}
