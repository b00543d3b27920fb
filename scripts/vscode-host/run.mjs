import { spawn } from 'node:child_process';

/**
 * Runs a command to its end and returns its output; the error of a failed one ends with the last lines that it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<string>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let all = '';
    child.stdout?.on('data', (data) => {
      stdout += data;
      all += data;
    });
    child.stderr?.on('data', (data) => {
      all += data;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${all.trim().split('\n').slice(-15).join('\n')}`));
    });
  });
}

/**
 * Runs npm: the one that runs this script where there is one, else the one on the PATH.
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<string>}
 */
export function npm(args, options) {
  const ours = process.env.npm_execpath;
  if (ours?.endsWith('.js')) return run(process.execPath, [ours, ...args], options);
  // On Windows npm is a .cmd file, which Node starts through a shell only.
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}
