import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { connectClient, type TestClient } from '../support/client';

const severities = ['', 'error', 'warning', 'info', 'hint'];

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly range: unknown;
  readonly message: string;
}

interface Report {
  readonly files: readonly { readonly path: string; readonly findings: readonly Finding[] }[];
}

// The verdict on the desk and the verdict in CI are one.
for (const target of ['openai', 'azure']) {
  test(`the language server and the command line find the same for ${target}`, async () => {
    const report = reportOf(trainingFilesIn('samples'), '--target', target);
    assert(report.files.some(({ findings }) => findings.length > 20));
    await agree(report, { target });
  });
}

test('both obey the project file and compare the files of a pair', async () => {
  const report = reportOf(trainingFilesIn('samples/project'));
  const rules = new Set(report.files.flatMap(({ findings }) => findings.map(({ rule, severity }) => `${severity} ${rule}`)));
  for (const wanted of ['info blank-line', 'error unknown-key', 'warning validation-leak']) assert(rules.has(wanted), wanted);
  await agree(report, { target: 'openai', rules: { 'blank-line': 'off' } });
});

function trainingFilesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => path.join(folder, name));
}

function reportOf(files: readonly string[], ...argv: readonly string[]): Report {
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'check', ...files, '--format', 'json', ...argv], { encoding: 'utf8' });
  return JSON.parse(stdout);
}

/** Opens the files one after the other in a server and compares what it says. */
async function agree(report: Report, settings: Record<string, unknown>): Promise<void> {
  const child = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const client = await connectClient(connection, { settings });
  for (const { path: file, findings } of report.files) {
    const uri = pathToFileURL(file).href;
    await client.open(uri, readFileSync(file, 'utf8'));
    const wanted = findings.map(({ rule, severity, range, message }) => ({ rule, severity, range, message })).sort(order);
    for (;;) {
      const before = client.refreshes();
      const found = await findingsOf(client, uri);
      // What other files have to do with it is said as soon as they are read, and the client is told to ask again.
      if (isDeepStrictEqual(found, wanted)) break;
      const timer = setTimeout(() => assert.deepEqual(found, wanted, file), 60_000);
      await client.until(() => client.refreshes() > before);
      clearTimeout(timer);
    }
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await ended;
  connection.dispose();
}

async function findingsOf(client: TestClient, uri: string): Promise<Finding[]> {
  const pulled = await client.pull(uri);
  assert(pulled.kind === 'full');
  return pulled.items
    .map(({ code, severity, range, message }) => ({
      rule: String(code),
      severity: severities[severity ?? 0] ?? '',
      range,
      message: String(message),
    }))
    .sort(order);
}

function order(a: Finding, b: Finding): number {
  return JSON.stringify(a).localeCompare(JSON.stringify(b));
}
