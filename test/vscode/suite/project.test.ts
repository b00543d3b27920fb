import * as vscode from 'vscode';
import { equal, eventually, includes, ok } from '../support/assert.js';
import { cleanLines, closeAll, placeOf, problems, ruleOf, show } from '../support/editor.js';
import { screenshot } from '../support/page.js';
import { inWorkspace, writeFile } from '../support/workspace.js';

const leaked = JSON.stringify({
  messages: [
    { role: 'user', content: 'Does this stand in both files?' },
    { role: 'assistant', content: 'It does.' },
  ],
});

const faulty = `{
  // Who trains, and what matters to us.
  "target": "togehter",
  "rules": {
    "blank-line": "off",
    "content-whitespaces": "off"
  },
  "pairs": [{ "training": "learn.jsonl", "validation": "gone.jsonl" }]
}
`;

describe('a project file', () => {
  before(async () => {
    // A language server that is only starting has nothing to do with what is tested here.
    const { document } = await show('project/started.jsonl', [...cleanLines, ...cleanLines.slice(0, 1)].join('\n'));
    await eventually(() => equal(vscode.languages.getDiagnostics(document.uri).map(ruleOf), ['duplicate-example']), 30_000);
    await closeAll();
  });

  afterEach(async () => {
    await closeAll();
    await vscode.workspace.fs.delete(inWorkspace('project'), { recursive: true });
  });

  it('is obeyed but for what nobody knows, which it says, and files of a pair are compared', async () => {
    const project = await writeFile('project/exemplar.json', faulty);
    await writeFile('project/shop-validation.jsonl', [cleanLines[0]?.replace('and one', 'and two'), leaked].join('\n'));
    const { document } = await show('project/shop-train.jsonl', [...cleanLines, '', leaked].join('\n'));
    const [leak] = await problems(document, ['validation-leak']);
    includes(leak?.message ?? '', 'shop-validation.jsonl`, line 2');
    const [related] = leak?.relatedInformation ?? [];
    equal(related?.location.uri.path, inWorkspace('project/shop-validation.jsonl').path);
    equal(related?.location.range.start.line, 1);

    await eventually(() => {
      const said = vscode.languages.getDiagnostics(project).filter(({ source }) => source === 'Exemplar');
      equal(
        said.map(({ range, message }) => `${range.start.line} ${/`[^`]+`(?=\?|\. Paths)/.exec(message)?.[0]}`),
        ['2 `together`', '5 `content-whitespace`', '7 `learn.jsonl`', '7 `gone.jsonl`'],
      );
    });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(project), { viewColumn: vscode.ViewColumn.Beside });
    await vscode.commands.executeCommand('workbench.actions.view.problems');
    await eventually(async () => {
      const editor = vscode.window.activeTextEditor;
      ok(editor?.document.uri.path === project.path);
      equal(editor.document.languageId, 'jsonc');
    });
    await screenshot('project-file');

    const editor = vscode.window.activeTextEditor;
    ok(editor);
    const off = placeOf(editor.document, '"off"');
    await editor.edit((edit) => edit.replace(new vscode.Range(off, off.translate(0, 5)), '"error"'));
    const found = await problems(document, ['blank-line', 'validation-leak']);
    equal(found[0]?.severity, vscode.DiagnosticSeverity.Error);
  });

  it('offers its keys, targets and rules', async () => {
    const uri = await writeFile('project/exemplar.json', '{ "target": "", "rules": { "": "" } }');
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const offered = async (text: string, shift: number): Promise<string[]> => {
      const at = placeOf(document, text).translate(0, shift);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, at);
      return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await eventually(async () => ok((await offered('""', 1)).some((label) => label.includes('azure'))));
    await eventually(async () => ok((await offered('{ ""', 3)).some((label) => label.includes('validation-leak'))));
  });

  it('takes the target that is selected for a file', async () => {
    const project = await writeFile('project/exemplar.json', '{\n    // Ours.\n    "target": "azure"\n}\n');
    const { document } = await show('project/a.jsonl', cleanLines.join('\n'));
    await problems(document, []);
    await eventually(async () => {
      // Until the status of the file is known, the choice is one of the workspace.
      const isSelected = vscode.commands.executeCommand('exemplar.selectTarget');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await isSelected;
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(project));
      ok(/^\{\n {4}\/\/ Ours\.\n {4}"target": "(?!azure")[a-z-]+"\n\}\n$/.test(text), text);
    });
    await vscode.workspace.getConfiguration('exemplar').update('target', undefined, vscode.ConfigurationTarget.Workspace);
  });
});
