import * as vscode from 'vscode';
import { equal, eventually, ok } from '../support/assert.js';
import { closeAll, ruleOf, serverRuns, show } from '../support/editor.js';

// VS Code shows extensions no file of 50 MB or more.
const size = 49_000_000;
const words = ['oven', 'bread', 'early', '面包', 'garden', 'letter', 'über', 'seven', 'window', 'quiet', '\\"so\\"', 'river'];
const unanswered = '{"messages":[{"role":"user","content":"Unanswered?"}]}';

/** Lines of 4 kB, no two alike, with a fault in the first ones and in the last. */
function largeText(): string {
  const lines = [unanswered];
  for (let length = 0, index = 0; length < size - 10_000; index++) {
    const text = Array.from({ length: 600 }, (_, at) => words[(index * 7 + at * at + (at % 13) * index) % words.length]).join(' ');
    const line = `{"messages":[{"role":"user","content":"Question ${index}?"},{"role":"assistant","content":"${index} ${text}"}]}`;
    lines.push(line);
    length += new TextEncoder().encode(line).length + 1;
  }
  return [...lines, unanswered.replace('Unanswered', 'Still unanswered')].join('\n');
}

describe('a file as large as VS Code shows them to extensions', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  it('answers on the visible line while it is checked and counted, and tells of the lines in sight first', async function () {
    this.timeout(240_000);
    const opened = Date.now();
    const { document } = await show('large.jsonl', largeText());
    const { uri } = document;
    const last = document.lineCount - 1;
    const ruleAt = (line: number): string | undefined => {
      const found = vscode.languages.getDiagnostics(uri).find(({ range }) => range.start.line === line);
      return found && ruleOf(found);
    };
    await eventually(() => equal(ruleAt(0), 'no-assistant-message'), 120_000);
    const seen = Date.now() - opened;
    const took: number[] = [];
    let checked = 0;
    // Checking has an end that can be seen; counting goes on behind it.
    for (let after = 0; after < 60; after += checked > 0 ? 1 : 0) {
      const start = Date.now();
      const position = new vscode.Position(1 + (took.length % 20), 14);
      const [hovers, completions] = await Promise.all([
        vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position),
        vscode.commands.executeCommand<vscode.CompletionList>('vscode.executeCompletionItemProvider', uri, position),
      ]);
      took.push(Date.now() - start);
      ok(hovers.length > 0, 'There is no hover.');
      ok(completions.items.length > 0, 'There is no completion.');
      if (checked === 0 && ruleAt(last) !== undefined) checked = Date.now() - opened;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    equal(ruleAt(last), 'no-assistant-message');
    const sorted = took.toSorted((a, b) => a - b);
    const at = (share: number): number | undefined => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    console.log(
      `first problems after ${seen} ms, all after ${checked} ms; hover and completion: ` +
        `median ${at(0.5)}, p99 ${at(0.99)}, latest ${at(1)} ms of ${took.length}`,
    );
  });
});
