import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs the files of test/grammar, in which the expected scopes stand under the text.
const root = fileURLToPath(new URL('..', import.meta.url));
const runner = fileURLToPath(import.meta.resolve('vscode-tmgrammar-test/dist/unit.js'));
const support = (name) => path.join('test', 'grammar', 'support', `${name}.tmLanguage.json`);
const syntax = (name) => path.join('syntaxes', `exemplar-${name}.tmLanguage.json`);
const grammars = {
  '.jsonl': [support('json-lines'), syntax('injection')],
  '.transcript': [syntax('transcript'), support('markdown'), support('json')],
};

// One after the other, so that each counts.
let failed = 0;
const files = readdirSync(path.join(root, 'test', 'grammar')).filter((file) => file.includes('.test.'));
for (const file of files) {
  const args = [runner, ...grammars[path.extname(file)].flatMap((each) => ['-g', each]), path.posix.join('test/grammar', file)];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
console.log(`${files.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
