import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { DiskCheck } from '../../../server/src/shared/diskProtocol';
import type { ExampleFiles } from './exampleFiles';
import { problemsAfter, type ReplacedLines, rulesAfter } from './replacedLines';

/** What was found in files that were checked on the disk, shown in the Problems view although no editor has them. */
export interface DiskChecks extends vscode.Disposable {
  readonly get: (uri: vscode.Uri) => DiskCheck | undefined;
  /** Shows what was found in a file in place of what was found before. */
  readonly set: (uri: vscode.Uri, check: DiskCheck) => Promise<void>;
  /** Says that lines were replaced by others, which have these problems. */
  readonly replaced: (uri: vscode.Uri, lines: ReplacedLines) => Promise<void>;
  readonly clear: () => void;
}

/** Keeps what was found until the file is checked again, opened in an editor that is checked, or deleted. */
export function createDiskChecks(client: BaseLanguageClient, examples: ExampleFiles): DiskChecks {
  const collection = vscode.languages.createDiagnosticCollection('exemplar on disk');
  const checks = new Map<string, DiskCheck>();
  const watchers = new Map<string, vscode.FileSystemWatcher>();

  const forget = (uri: vscode.Uri): void => {
    const key = uri.toString();
    checks.delete(key);
    collection.delete(uri);
    watchers.get(key)?.dispose();
    watchers.delete(key);
  };
  const set = async (uri: vscode.Uri, check: DiskCheck): Promise<void> => {
    const key = uri.toString();
    checks.set(key, check);
    const diagnostics = await client.protocol2CodeConverter.asDiagnostics(check.problems.map(({ diagnostic }) => diagnostic));
    if (checks.get(key) !== check) return;
    for (const [index, diagnostic] of diagnostics.entries()) {
      const example = check.problems[index];
      if (example) addWay(diagnostic, examples.addressOf(uri, example));
    }
    collection.set(uri, diagnostics);
    if (watchers.has(key)) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(uri, '..'), '*'), true, true);
    watcher.onDidDelete((deleted) => {
      if (deleted.toString() === key) forget(uri);
    });
    watchers.set(key, watcher);
  };
  const opened = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    // What an editor shows is checked as it is typed.
    if (checks.has(uri.toString())) forget(uri);
  });
  return {
    get: (uri) => checks.get(uri.toString()),
    set,
    replaced: async (uri, lines) => {
      const check = checks.get(uri.toString());
      if (!check) return;
      const problems = problemsAfter(check.problems, lines);
      await set(uri, { ...check, problems, rules: rulesAfter(check.rules, problems, lines) });
    },
    clear: () => {
      for (const key of [...checks.keys()]) forget(vscode.Uri.parse(key, true));
    },
    dispose: () => {
      opened.dispose();
      for (const watcher of watchers.values()) watcher.dispose();
      collection.dispose();
    },
  };
}

/** A problem leads to its file, which no editor may want to show; so it leads to its example as text too. */
function addWay(diagnostic: vscode.Diagnostic, example: vscode.Uri): void {
  const place = new vscode.Location(example, new vscode.Position(0, 0));
  const way = new vscode.DiagnosticRelatedInformation(place, 'Edit this example as text');
  diagnostic.relatedInformation = [way, ...(diagnostic.relatedInformation ?? [])];
}
