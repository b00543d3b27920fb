import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver-protocol/node';
import { connectClient } from '../support/client';

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
    const files = readdirSync('samples')
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => path.join('samples', name));
    const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'check', ...files, '--format', 'json', '--target', target], {
      encoding: 'utf8',
    });
    const report: Report = JSON.parse(stdout);
    assert(report.files.some(({ findings }) => findings.length > 20));

    const child = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    const connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    const client = await connectClient(connection, { settings: { target } });
    for (const { path: file, findings } of report.files) {
      const uri = pathToFileURL(file).href;
      await client.open(uri, readFileSync(file, 'utf8'));
      const pulled = await client.pull(uri);
      assert(pulled.kind === 'full');
      const order = (a: Finding, b: Finding): number => JSON.stringify(a).localeCompare(JSON.stringify(b));
      assert.deepEqual(
        pulled.items
          .map(({ code, severity, range, message }) => ({
            rule: String(code),
            severity: severities[severity ?? 0] ?? '',
            range,
            message: String(message),
          }))
          .sort(order),
        findings.map(({ rule, severity, range, message }) => ({ rule, severity, range, message })).sort(order),
        file,
      );
    }
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await ended;
    connection.dispose();
  });
}
