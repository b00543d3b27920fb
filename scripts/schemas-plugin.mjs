import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const schemas = fileURLToPath(new URL('../schemas/', import.meta.url));

/**
 * The esbuild plugin that turns `schemas/` into modules: `schemas:shapes/<id>` exports a shape's JSON Schema and its
 * validator as plain code, `schemas:targets` all targets as an array sorted by id, each demand with its validator. Validators are compiled here, at build
 * time, because `eval` is refused in VS Code's web worker and compiling at start-up costs more than all the rest of it.
 * @type {import('esbuild').Plugin}
 */
export const schemasPlugin = {
  name: 'schemas',
  setup(build) {
    build.onResolve({ filter: /^schemas:/ }, ({ path: id }) => ({ path: id, namespace: 'schemas' }));
    build.onLoad({ filter: /^schemas:shapes\//, namespace: 'schemas' }, async ({ path: id }) => {
      const { schema, files } = await readShape(id.slice('schemas:shapes/'.length));
      return { contents: shapeModule(schema), resolveDir: schemas, watchFiles: files };
    });
    build.onLoad({ filter: /^schemas:targets$/, namespace: 'schemas' }, async () => {
      const { targets, files } = await readTargets();
      return { contents: targetsModule(targets), resolveDir: schemas, watchFiles: files, watchDirs: [path.join(schemas, 'targets')] };
    });
  },
};

/**
 * Reads a shape's schema and copies the `$defs` of the files beside it that it refers to (`message.schema.json#/$defs/tool`)
 * into its own, so that every `$ref` is answered within the one object that is validated, completed and shown.
 */
export async function readShape(id) {
  const folder = path.join(schemas, 'shapes');
  const files = [path.join(folder, `${id}.schema.json`)];
  const schema = JSON.parse(await readFile(files[0], 'utf8'));
  const defs = { ...schema.$defs };
  for (const name of referredFiles(schema)) {
    const file = path.join(folder, name);
    const other = JSON.parse(await readFile(file, 'utf8'));
    if (referredFiles(other).length > 0) throw new Error(`${name}: a file that shapes refer to may not refer to others`);
    for (const [key, value] of Object.entries(other.$defs)) {
      if (key in defs) throw new Error(`${id}.schema.json and ${name} both define ${key}`);
      defs[key] = value;
    }
    files.push(file);
  }
  return { schema: withoutFileNames({ ...schema, $defs: defs }), files };
}

function referredFiles(schema) {
  return [...new Set(Array.from(JSON.stringify(schema).matchAll(/"\$ref":"([^"#]+)#/g), (match) => match[1]))];
}

function withoutFileNames(schema) {
  return JSON.parse(JSON.stringify(schema), (key, value) => (key === '$ref' ? value.slice(value.indexOf('#')) : value));
}

function shapeModule(schema) {
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    strict: true,
    allowUnionTypes: true,
    keywords: ['enumDescriptions'],
    code: { source: true, esm: true, lines: false },
  });
  const code = appending(standalone(ajv, ajv.compile(schema)));
  return `${code}\nexport const schema = ${JSON.stringify(schema)};`;
}

// The complaint of whatever fails is read from the schema around it, so errors must carry that.
function targetsModule(targets) {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
    keywords: ['complaint'],
    code: { source: true, esm: true, lines: false },
  });
  const names = {};
  const attached = [];
  targets.forEach(({ shapes }, index) => {
    for (const [id, { demands }] of Object.entries(shapes)) {
      if (!demands) continue;
      const name = `demands${attached.length}`;
      ajv.addSchema(demands.schema, name);
      names[name] = name;
      attached.push(`targets[${index}].shapes[${JSON.stringify(id)}].demands.validate = ${name};`);
    }
  });
  const code = attached.length > 0 ? appending(standalone(ajv, names)) : '';
  return `${code}\nconst targets = ${JSON.stringify(targets)};\n${attached.join('\n')}\nexport default targets;`;
}

// Ajv copies all errors so far for each part that has some more, which takes seconds for a list of thousands of faulty items; the
// arrays belong to one call, so appending does the same. Spreading them into `push` would exhaust the stack.
function appending(code) {
  const calls = code.replaceAll(/(\w+)\.concat\((\w+\.errors)\)/g, 'appended($1, $2)');
  return `function appended(errors, more) { for (const error of more) errors.push(error); return errors; }\n${calls}`;
}

/** Reads every target, each checked against `target.schema.json`; throws with the file's name and what is wrong in it. */
export async function readTargets() {
  const folder = path.join(schemas, 'targets');
  const files = (await readdir(folder))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => path.join(folder, name));
  const schemaFile = path.join(schemas, 'target.schema.json');
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  const isTarget = ajv.compile(JSON.parse(await readFile(schemaFile, 'utf8')));
  const targets = [];
  for (const file of files) {
    const target = JSON.parse(await readFile(file, 'utf8'));
    if (!isTarget(target)) throw new Error(`${path.basename(file)}: ${ajv.errorsText(isTarget.errors, { separator: '\n' })}`);
    targets.push(target);
  }
  return { targets, files: [...files, schemaFile] };
}
