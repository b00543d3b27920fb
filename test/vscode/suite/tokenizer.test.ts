import * as vscode from 'vscode';
import { eventually, includes } from '../support/assert.js';
import { cleanLines, closeAll, serverRuns, show } from '../support/editor.js';
import { writeFile } from '../support/workspace.js';

const words = {
  model: { type: 'WordLevel', vocab: { '[UNK]': 0 }, unk_token: '[UNK]' },
  pre_tokenizer: { type: 'WhitespaceSplit' },
};

describe('a tokenizer of the model', () => {
  before(async function () {
    this.timeout(90_000);
    await serverRuns();
  });

  afterEach(closeAll);

  it('counts the texts, and hovers say so', async () => {
    await writeFile('own-model/tokenizer.json', JSON.stringify(words));
    await writeFile('own-model/exemplar.json', '{ "target": "together", "tokenizer": "tokenizer.json" }');
    const { document } = await show('own-model/a.jsonl', cleanLines.join('\n'));
    await eventually(async () => {
      // On the second word of "What is 0 and one?", which has five.
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('is 0 and')),
      );
      const text = hovers.flatMap(({ contents }) => contents.map((each) => (typeof each === 'string' ? each : each.value))).join('\n');
      // Three of the frame, one for the role, five of the text.
      includes(text, /9 tokens/);
      includes(text, /Texts are counted with.*tokenizer\.json/);
    }, 20_000);
  });
});
