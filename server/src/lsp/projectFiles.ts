import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { chooseEdit } from '../core/project/choose';
import { projectFileName } from '../core/project/fileName';
import { fileKey, nameOf } from '../core/project/paths';
import type { ProjectFault } from '../core/project/projectFile';
import { isTrainingFileName, trainingEndings } from '../shared/fileNames';
import { chooseInProject } from '../shared/protocol';
import { describeError } from './guard';
import { DiagnosticSeverity, DidChangeWatchedFilesNotification } from './library';
import type { Project } from './projects';
import type { Registration } from './registration';
import type { Session } from './session';

// A checkout changes many files at once.
const settleMilliseconds = 100;

// Whoever names it otherwise may tell of a change by reloading the window.
const tokenizerGlob = '**/*tokenizer*.json';

/** Follows project files and files that are not open, and says in project files what cannot be obeyed. */
export const projectFilesRegistration: Registration = {
  capabilities: () => ({}),
  register(session) {
    const { connection } = session;
    const publish = publisher(session);
    let isProject = false;
    const changed = async (): Promise<void> => {
      // Folders without a project file are not looked at again for each file: who has just opened one would wait for that.
      if (isProject) session.projects.forget();
      else session.projects.forgetFound();
      isProject = false;
      await session.reconsider();
      await publish();
    };
    const settled = debounced(() => changed().catch((error) => connection.console.error(`project files: ${describeError(error)}`)));

    session.projectDocuments.onChange = () => {
      isProject = true;
      settled();
    };
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) {
        if (isTrainingFileName(uri)) session.pairs.changed(uri);
        else session.tokenizers.forget();
        isProject ||= nameOf(uri) === projectFileName;
      }
      settled();
    });
    connection.onInitialized(() => watch(session));
    session.onFile((_uri, open) => {
      // The project file of a file that was just opened may have something to say, and that of a closed one no more.
      if (!open || session.project(open.uri)) void publish();
    });
    connection.onRequest(chooseInProject, async ({ uri, ...chosen }): Promise<readonly TextEdit[] | null> => {
      const project = await session.projects.at(uri);
      if (!project) return null;
      // What was read of the file may be older than what its editor shows, for which the edit is.
      const document = documentOf(project, session);
      const { offset, length, content } = chooseEdit(document.getText(), chosen);
      return [{ range: rangeOf(document, offset, offset + length), newText: content }];
    });
  },
};

function watch({ connection, client }: Session): void {
  if (!client.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  const watchers = [
    { globPattern: `**/${projectFileName}` },
    { globPattern: `**/*.{${trainingEndings.join(',')}}` },
    { globPattern: tokenizerGlob },
  ];
  connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers })
    .catch((error) => connection.console.error(`watching files: ${describeError(error)}`));
}

/** Publishes what is wrong in the project files that are open or hold for open files, and takes back what no longer is. */
function publisher(session: Session): () => Promise<void> {
  const published = new Map<string, string>();
  const send = (uri: string, diagnostics: Diagnostic[]): void => {
    const content = JSON.stringify(diagnostics);
    if ((published.get(uri) ?? '[]') === content) return;
    if (diagnostics.length === 0) published.delete(uri);
    else published.set(uri, content);
    void session.connection.sendDiagnostics({ uri, diagnostics });
  };
  return async () => {
    const found = await Promise.all([...session.projectDocuments.all].map(({ uri }) => session.projects.at(uri)));
    const projects = [...found, ...[...session.files()].map(({ uri }) => session.project(uri))].filter((each) => each !== undefined);
    const byKey = new Map(projects.map((project) => [fileKey(project.uri), project]));
    // A document's own spelling of the URI is what its editor knows it by.
    const current = new Map([...byKey.values()].map((project) => [documentOf(project, session).uri, project]));
    for (const uri of [...published.keys()]) if (!current.has(uri)) send(uri, []);
    for (const [uri, project] of current) send(uri, diagnosticsOf(project, session));
  };
}

function diagnosticsOf(project: Project, session: Session): Diagnostic[] {
  const document = documentOf(project, session);
  const isOwn = ({ kind }: ProjectFault): boolean => !session.options.checksJson || kind === 'name' || kind === 'file';
  return project.faults.filter(isOwn).map(({ span, message }) => ({
    range: rangeOf(document, span.start, span.end),
    severity: DiagnosticSeverity.Warning,
    source: 'Exemplar',
    message,
  }));
}

function documentOf({ uri, file }: Project, session: Session): TextDocument {
  return session.projectDocuments.get(uri) ?? TextDocument.create(uri, 'jsonc', 0, file.text);
}

function rangeOf(document: TextDocument, start: number, end: number): Diagnostic['range'] {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

function debounced(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, settleMilliseconds);
  };
}
