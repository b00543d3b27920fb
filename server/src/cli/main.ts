import { styleText } from 'node:util';
import { choices, UsageError } from './arguments';
import { check } from './check';
import type { CliIo } from './io';
import { printableLines } from './printable';
import type { Paint } from './report';

/** A command of the command line; returns the exit code. */
type Command = (argv: readonly string[], io: CliIo, paint: Paint) => Promise<number>;

// Most runs are checks, and those start without what the other commands need.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => check,
  fix: async () => (await import('./fix')).fix,
  convert: async () => (await import('./convert')).convert,
  transform: async () => (await import('./transform')).transform,
  split: async () => (await import('./split')).split,
  count: async () => (await import('./count')).count,
  stats: async () => (await import('./stats')).stats,
};

const styles = { error: 'red', warning: 'yellow', info: 'blue', hint: 'cyan', dim: 'dim', bold: 'bold' } as const;

/** Runs the command line and returns the exit code; never throws. */
export async function main(argv: readonly string[], given: CliIo): Promise<number> {
  // What is said on standard error is for people, and names files and quotes what is in them.
  const io: CliIo = { ...given, err: (text) => given.err(printableLines(text)) };
  const [name, ...rest] = argv;
  // Behind the end of options everything is a file.
  const asked = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : argv.length);
  if (asked.includes('--help') || asked.includes('-h') || name === 'help') {
    io.out((await import('./help')).help);
    return 0;
  }
  if (asked.includes('--version')) {
    io.out(`${io.version}\n`);
    return 0;
  }
  const command = name === undefined || !Object.hasOwn(commands, name) ? undefined : commands[name];
  if (!command) {
    const why = name === undefined ? 'say what to do' : `there is no command ${name}${choices(name, Object.keys(commands))}`;
    io.err(`exemplar: ${why}\n\n${(await import('./help')).help}`);
    return 2;
  }
  try {
    const run = await command();
    return await run(rest, io, (style, text) => (io.colours && text ? styleText(styles[style], text, { validateStream: false }) : text));
  } catch (error) {
    if (error instanceof UsageError) io.err(`exemplar ${name}: ${error.message}\nTry exemplar --help.\n`);
    else io.err(`exemplar ${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
    return 2;
  }
}
