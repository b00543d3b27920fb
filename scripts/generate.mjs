import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { configuration } from './generate/configuration.mjs';
import { loadEngine } from './generate/engine.mjs';
import { learningTable, readmeTables } from './generate/readmeTables.mjs';
import { rulePage } from './generate/rulePage.mjs';

const usage = `Writes what is made from the rules, settings and targets: docs/rules/*.md, the settings in package.json, the JSON Schema of exemplar.json, the tables of README.md and docs/what-trains.md.
  --check   write nothing; name the files that are stale and end with 1 when there are any`;

const root = fileURLToPath(new URL('..', import.meta.url));
const pages = 'docs/rules';

/** What the generated files should hold, by path; undefined for a file that should not exist. */
async function generated() {
  const engine = await loadEngine();
  /** @type {Map<string, string | undefined>} */
  const files = new Map();
  for (const name of await readdir(path.join(root, pages)).catch(() => [])) files.set(`${pages}/${name}`, undefined);
  for (const rule of engine.rules) files.set(`${pages}/${rule.id}.md`, rulePage(rule, engine));

  const manifest = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  manifest.contributes.configuration = configuration(engine);
  files.set('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`);

  files.set('schemas/exemplar.schema.json', `${JSON.stringify(engine.projectSchema(), undefined, 2)}\n`);

  let readme = await readFile(path.join(root, 'README.md'), 'utf8');
  for (const [name, table] of Object.entries(readmeTables(engine))) readme = between(readme, name, table);
  files.set('README.md', readme);
  const training = await readFile(path.join(root, 'docs/what-trains.md'), 'utf8');
  files.set('docs/what-trains.md', between(training, 'learning', learningTable(engine)));
  return files;
}

/** The text with what stands between the comments `<!-- name -->` and `<!-- /name -->` replaced. */
function between(text, name, content) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`There is no place for the table of ${name}: add ${open} and ${close}.`);
  return `${text.slice(0, start + open.length)}\n\n${content}\n\n${text.slice(end)}`;
}

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log(usage);
  process.exit();
}
for (const [name, content] of await generated()) {
  const file = path.join(root, name);
  if ((await readFile(file, 'utf8').catch(() => undefined)) === content) continue;
  if (values.check) {
    console.error(`${name} is stale: run \`npm run generate\`.`);
    process.exitCode = 1;
  } else if (content === undefined) await rm(file);
  else {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
    console.log(`wrote ${name}`);
  }
}
