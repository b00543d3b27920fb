import report from 'verdict';
import * as vscode from 'vscode';
import { equal, eventually, ok } from '../support/assert.js';
import { closeAll, ruleOf, show } from '../support/editor.js';
import { inWorkspace } from '../support/workspace.js';

// What has ended depends on the day, so that the workspace of the tests has it off.
const dated = 'retired-model';

describe('the editor and the command line', () => {
  before(async () => {
    // Files of a project are compared with each other and with what their project file says.
    const project = vscode.Uri.joinPath(
      vscode.extensions.getExtension('exemplar.exemplar')?.extensionUri ?? inWorkspace(''),
      'samples/project',
    );
    await vscode.workspace.fs.copy(project, inWorkspace('agreed-project'), { overwrite: true });
  });
  afterEach(closeAll);

  for (const { path, findings } of report.files) {
    it(`say the same of ${path}`, async () => {
      const extension = vscode.extensions.getExtension('exemplar.exemplar');
      ok(extension);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension.extensionUri, path)));
      const { document } = await show(path.replace('samples/', 'agreed-'), text);
      const wanted = findings
        .filter(({ rule }) => rule !== dated)
        .map(({ rule, range: { start, end }, message }) => line(rule, start, end, message))
        .sort();
      await eventually(() => {
        const found = vscode.languages.getDiagnostics(document.uri);
        equal(found.map((problem) => line(ruleOf(problem), problem.range.start, problem.range.end, problem.message)).sort(), wanted);
      });
    });
  }
});

interface Place {
  readonly line: number;
  readonly character: number;
}

function line(rule: string, start: Place, end: Place, message: string): string {
  return `${start.line}:${start.character}-${end.line}:${end.character} ${rule} ${message}`;
}
