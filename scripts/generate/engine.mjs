import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { node } from '../esbuild-options.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the generated files are made from, by the module that exports it. */
const sources = {
  './server/src/core/rules/index': ['rules'],
  './server/src/core/rules/wording': ['withLineNumber'],
  './server/src/core/targets/index': ['targets', 'targetById', 'modelOf', 'defaultTargetId'],
  './server/src/core/shapes/index': ['shapes', 'shapeById'],
  './server/src/core/shapes/detect': ['detectFileShape'],
  './server/src/core/check/fileCheck': ['FileCheck'],
  './server/src/core/check/readExamples': ['partBeside'],
  './server/src/core/check/severity': ['severityWith'],
  './server/src/core/project/keys': ['projectSchema'],
  './server/src/core/rows/row': ['splitRows'],
  './server/src/shared/settings': ['settingRows'],
};

/** Bundles and loads the engine, so that pages tell what its code does and not what somebody remembers. */
export async function loadEngine() {
  const outfile = path.join(root, 'out/generate/engine.mjs');
  const contents = Object.entries(sources).map(([module, names]) => `export { ${names.join(', ')} } from '${module}';`);
  await esbuild.build({ ...node, format: 'esm', stdin: { contents: contents.join('\n'), resolveDir: root, loader: 'ts' }, outfile });
  // The query makes Node read the file again, however often it has loaded it before.
  return import(`${pathToFileURL(outfile)}?${Date.now()}`);
}

/** Checks an example of a rule and returns what the rule finds in it. */
export function findingsOf(rule, { lines, target: id, other, model, today, bytes, tokens }, engine) {
  const rows = engine.splitRows(lines.join('\n'));
  const target = engine.targetById(id ?? engine.defaultTargetId);
  const check = new engine.FileCheck({
    rules: engine.rules,
    context: {
      target,
      model: engine.modelOf(target, model),
      today,
      fileShape: engine.detectFileShape(rows) ?? engine.shapeById('chat'),
      ...(other && { part: engine.partBeside(other, { target }) }),
    },
    chosenSeverity: engine.severityWith({ [rule.id]: rule.severity }),
    onRuleError: (id, error) => {
      throw new Error(`${id} failed on an example of ${rule.id}`, { cause: error });
    },
  });
  check.replaceRows(0, 0, rows);
  check.checkPending(() => true);
  check.tellBytes(bytes);
  const [first] = check.rows();
  if (tokens) check.tellTokens(new Map([[first, tokens]]));
  return check
    .findings()
    .map(({ finding, line }) => ({ ...finding, message: engine.withLineNumber(finding.message, line) }))
    .filter((finding) => finding.rule === rule.id);
}

/** How a rule's findings can be mended: `fix` when some can without asking, else `suggestion` or undefined. */
export function remedyOf(rule, engine) {
  const kinds = new Set(
    rule.bad.flatMap((example) => findingsOf(rule, example, engine)).flatMap(({ fixes = [] }) => fixes.map(({ kind }) => kind)),
  );
  return kinds.has('fix') ? 'fix' : kinds.has('suggestion') ? 'suggestion' : undefined;
}
