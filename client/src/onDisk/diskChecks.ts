import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { DiskCheck, DiskProblem, ExampleMark, WrittenExamples } from '../../../server/src/shared/diskProtocol';
import { diskAddress } from './diskAddress';

/** What was found in files that were checked on the disk, shown in the Problems view although no editor has them. */
export interface DiskChecks extends vscode.Disposable {
  readonly get: (uri: vscode.Uri) => DiskCheck | undefined;
  /** Shows what was found in a file in place of what was found before. */
  readonly set: (uri: vscode.Uri, check: DiskCheck) => Promise<void>;
  /** Says that lines were replaced by others, which have these problems. */
  readonly replaced: (uri: vscode.Uri, lines: ReplacedLines) => Promise<void>;
  readonly clear: () => void;
}

/** Lines that were replaced by others, with what was wrong with those and is wrong with these. */
export interface ReplacedLines extends Pick<Extract<WrittenExamples, { readonly mark: number }>, 'line' | 'problems' | 'before' | 'after'> {
  readonly removed: number;
  readonly inserted: number;
}

/** Keeps what was found until the file is checked again, opened in an editor that is checked, or deleted. */
export function createDiskChecks(client: BaseLanguageClient): DiskChecks {
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
    for (const [index, diagnostic] of diagnostics.entries()) addWay(uri, diagnostic, check.problems[index]);
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
function addWay(uri: vscode.Uri, diagnostic: vscode.Diagnostic, example: ExampleMark | undefined): void {
  if (!example) return;
  const place = new vscode.Location(diskAddress(uri, example), new vscode.Position(0, 0));
  const way = new vscode.DiagnosticRelatedInformation(place, 'Edit this example as text');
  diagnostic.relatedInformation = [way, ...(diagnostic.relatedInformation ?? [])];
}

function problemsAfter(
  problems: readonly DiskProblem[],
  { line, removed, inserted, problems: fresh }: ReplacedLines,
): readonly DiskProblem[] {
  const shift = inserted - removed;
  const before = problems.filter((each) => each.line < line);
  const after = problems.filter((each) => each.line >= line + removed);
  return [...before, ...fresh, ...(shift === 0 ? after : after.map((each) => moved(each, shift)))];
}

function moved({ diagnostic, ...example }: DiskProblem, shift: number): DiskProblem {
  const { start, end } = diagnostic.range;
  const range = {
    start: { line: start.line + shift, character: start.character },
    end: { line: end.line + shift, character: end.character },
  };
  return { ...example, line: example.line + shift, diagnostic: { ...diagnostic, range } };
}

/** The counts by rule; what rules about the whole file found stays as it was until the file is checked again. */
function rulesAfter(
  rules: DiskCheck['rules'],
  problems: readonly DiskProblem[],
  { line, removed, inserted, before, after }: ReplacedLines,
): DiskCheck['rules'] {
  const isOf = (one: Kind) => (other: Kind) => one.rule === other.rule && one.severity === other.severity;
  const known = rules.map((each) => {
    const gone = before.find(isOf(each))?.count ?? 0;
    const come = after.find(isOf(each))?.count ?? 0;
    const at = each.firstLine;
    const isReplaced = at >= line && at < line + removed;
    const next = isReplaced ? problems.find(({ diagnostic }) => diagnostic.code === each.rule) : undefined;
    const firstLine = next?.line ?? (at < line + removed ? at : at + inserted - removed);
    return { ...each, count: each.count - gone + come, firstLine, first: next ?? { ...each.first, line: firstLine } };
  });
  const fresh = after.filter((each) => !rules.some(isOf(each))).map((each) => ({ ...each, first: { line: each.firstLine } }));
  return [...known.filter(({ count }) => count > 0), ...fresh];
}

type Kind = Pick<DiskCheck['rules'][number], 'rule' | 'severity'>;
