import * as vscode from 'vscode';
import { equal, ok } from '../support/assert.js';
import { closeAll, ruleOf, serverRuns } from '../support/editor.js';
import { type Answered, timeAnswers } from '../support/timeAnswers.js';
import { writeFile } from '../support/workspace.js';

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

/** How long answers took that were asked for at the same moment, in milliseconds. */
interface Asked {
  /** Hover and completion, whichever came last. */
  readonly took: number;
  readonly reference: number;
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number | undefined => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return `median ${at(0.5)}, p90 ${at(0.9)}, p99 ${at(0.99)}, latest ${at(1)} ms`;
}

describe('a file as large as VS Code shows them to extensions', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  it('answers on the visible line while it is checked and counted, and tells of the lines in sight first', async function () {
    this.timeout(400_000);
    const file = await writeFile('large.jsonl', largeText());
    const asked = Date.now();
    const document = await vscode.workspace.openTextDocument(file);
    const { uri } = document;
    const last = document.lineCount - 1;
    // From here on it is the extension's time: before that VS Code reads the file and hands it to its extensions.
    const opened = Date.now();
    const sinceOpened = (): number => Date.now() - opened;
    const ruleAt = (line: number): string | undefined => {
      const found = vscode.languages.getDiagnostics(uri).find(({ range }) => range.start.line === line);
      return found && ruleOf(found);
    };
    const seen: { first?: number; all?: number } = {};
    const look = (): void => {
      if (ruleAt(0) !== undefined) seen.first ??= sinceOpened();
      if (ruleAt(last) !== undefined) seen.all ??= sinceOpened();
    };
    const problems = vscode.languages.onDidChangeDiagnostics(look);
    // What VS Code itself takes, and whoever else keeps the machine busy: a question that is answered at once, asked at the same moments.
    const reference = vscode.languages.registerTypeDefinitionProvider('jsonl', {
      provideTypeDefinition: () => new vscode.Location(uri, new vscode.Position(0, 0)),
    });
    const own: Answered[] = [];
    const timing = timeAnswers((answered) => own.push(answered));
    await vscode.window.showTextDocument(document, { preview: false });
    const shown = sinceOpened();
    const times: Asked[] = [];
    // Checking has an end that can be seen; counting goes on behind it.
    for (let after = 0; after < 60; after += seen.all === undefined ? 0 : 1) {
      const start = Date.now();
      const position = new vscode.Position(1 + (times.length % 20), 14);
      const ask = async <T>(command: string): Promise<{ readonly answer: T; readonly took: number }> => {
        const answer = await vscode.commands.executeCommand<T>(command, uri, position);
        return { answer, took: Date.now() - start };
      };
      const [hovers, completions, references] = await Promise.all([
        ask<vscode.Hover[]>('vscode.executeHoverProvider'),
        ask<vscode.CompletionList>('vscode.executeCompletionItemProvider'),
        ask<vscode.Location[]>('vscode.executeTypeDefinitionProvider'),
      ]);
      ok(hovers.answer.length > 0, 'There is no hover.');
      ok(completions.answer.items.length > 0, 'There is no completion.');
      equal(references.answer.length, 1);
      times.push({ took: Math.max(hovers.took, completions.took), reference: references.took });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    reference.dispose();
    timing.dispose();
    problems.dispose();
    equal(ruleAt(0), 'no-assistant-message');
    equal(ruleAt(last), 'no-assistant-message');
    console.log(
      `extensions get the text after ${opened - asked} ms; from then on: shown after ${shown} ms, first problems ${seen.first} ms, ` +
        `all ${seen.all} ms; hover and completion: ${spread(times.map(({ took }) => took))}; ` +
        `a question that VS Code answers alone: ${spread(times.map(({ reference: alone }) => alone))}; ` +
        `later than that: ${spread(times.map(({ took, reference: alone }) => Math.max(0, took - alone)))} of ${times.length}; ` +
        `the extension's own, from when VS Code asks it: ${spread(own.map(({ took }) => took))}; ` +
        `without what the extension host did else: ${spread(own.map(({ took, blocked }) => took - blocked))}; ` +
        `the latest: ${own
          .toSorted((a, b) => b.took - a.took)
          .slice(0, 6)
          .map(({ took, blocked, at }) => `${took} (${blocked}) at ${at - opened}`)
          .join(', ')}`,
    );
  });
});
