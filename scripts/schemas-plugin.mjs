import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const schemas = fileURLToPath(new URL('../schemas/', import.meta.url));
const shapesFolder = path.join(schemas, 'shapes');

/**
 * The esbuild plugin that turns `schemas/` into modules: `schemas:shapes/<id>` exports a shape's JSON Schema and its
 * validator as plain code, `schemas:targets` all targets as an array sorted by id, each demand with its validator. Validators are compiled here, at build
 * time, because `eval` is refused in VS Code's web worker and compiling at start-up costs more than all the rest of it. The
 * shapes' validators are one module and what they refer to another, so that neither the code for a message nor its texts are
 * there once for each shape that has messages.
 * @type {import('esbuild').Plugin}
 */
export const schemasPlugin = {
  name: 'schemas',
  setup(build) {
    build.onResolve({ filter: /^schemas:/ }, ({ path: id }) => ({ path: id, namespace: 'schemas' }));
    build.onLoad({ filter: /^schemas:shapes\//, namespace: 'schemas' }, async ({ path: id }) => {
      const shape = id.slice('schemas:shapes/'.length);
      const { schema, files } = await readShapeFile(shape);
      return { contents: shapeModule(shape, schema), resolveDir: schemas, watchFiles: files };
    });
    build.onLoad({ filter: /^schemas:shared\//, namespace: 'schemas' }, async ({ path: id }) => {
      const file = path.join(shapesFolder, id.slice('schemas:shared/'.length));
      const { $defs } = withoutFileNames(JSON.parse(await readFile(file, 'utf8')));
      return { contents: `export default ${JSON.stringify($defs)};`, watchFiles: [file] };
    });
    build.onLoad({ filter: /^schemas:validators$/, namespace: 'schemas' }, async () => {
      const { contents, files } = await validatorsModule();
      return { contents, resolveDir: schemas, watchFiles: files, watchDirs: [shapesFolder] };
    });
    build.onLoad({ filter: /^schemas:targets$/, namespace: 'schemas' }, async () => {
      const { targets, files } = await readTargets();
      return { contents: targetsModule(targets), resolveDir: schemas, watchFiles: files, watchDirs: [path.join(schemas, 'targets')] };
    });
  },
};

/**
 * Before the plugin above, gives shapes that can read and write but have neither schema nor validator.
 * @type {import('esbuild').Plugin}
 */
export const readersPlugin = {
  name: 'readers',
  setup(build) {
    build.onLoad({ filter: /^schemas:shapes\//, namespace: 'schemas' }, () => ({
      contents: 'export const schema = undefined;\nexport const validate = undefined;',
    }));
  },
};

/** Reads a shape's schema as it is written; it may refer to the `$defs` of files beside it (`message.schema.json#/$defs/tool`). */
async function readShapeFile(id) {
  const file = path.join(shapesFolder, `${id}.schema.json`);
  const schema = JSON.parse(await readFile(file, 'utf8'));
  const files = [file];
  for (const name of referredFiles(schema)) {
    const other = JSON.parse(await readFile(path.join(shapesFolder, name), 'utf8'));
    if (referredFiles(other).length > 0) throw new Error(`${name}: a file that shapes refer to may not refer to others`);
    for (const key of Object.keys(other.$defs)) {
      if (key in (schema.$defs ?? {})) throw new Error(`${id}.schema.json and ${name} both define ${key}`);
    }
    files.push(path.join(shapesFolder, name));
  }
  return { schema, files };
}

function referredFiles(schema) {
  return [...new Set(Array.from(JSON.stringify(schema).matchAll(/"\$ref":"([^"#]+)#/g), (match) => match[1]))];
}

function withoutFileNames(schema) {
  return JSON.parse(JSON.stringify(schema), (key, value) => (key === '$ref' ? value.slice(value.indexOf('#')) : value));
}

// Within the one object that is completed and shown every `$ref` is answered, by definitions that shapes have in common.
function shapeModule(id, schema) {
  const shared = referredFiles(schema);
  const { $defs, ...rest } = withoutFileNames(schema);
  const imports = shared.map((name, index) => `import shared${index} from 'schemas:shared/${name}';`);
  const defs = [`...${JSON.stringify($defs ?? {})}`, ...shared.map((_, index) => `...shared${index}`)];
  return [
    ...imports,
    `export { ${validatorOf(id)} as validate } from 'schemas:validators';`,
    `export const schema = { ...${JSON.stringify(rest)}, $defs: { ${defs.join(', ')} } };`,
  ].join('\n');
}

function validatorOf(id) {
  return `validate_${id.replaceAll('-', '_')}`;
}

async function validatorsModule() {
  const files = (await readdir(shapesFolder)).filter((name) => name.endsWith('.schema.json')).sort();
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    strict: true,
    allowUnionTypes: true,
    keywords: ['enumDescriptions'],
    code: { source: true, esm: true, lines: false },
  });
  const names = {};
  for (const file of files) {
    const schema = JSON.parse(await readFile(path.join(shapesFolder, file), 'utf8'));
    ajv.addSchema(schema, file);
    // What others refer to has definitions only.
    if (schema.type) names[validatorOf(file.slice(0, -'.schema.json'.length))] = file;
  }
  return { contents: trimmed(standalone(ajv, names)), files: files.map((name) => path.join(shapesFolder, name)) };
}

// The complaint of whatever fails is read from the schema around it, so errors must carry that.
function targetsModule(targets) {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
    keywords: ['complaint', 'severity'],
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
  const code = attached.length > 0 ? trimmed(standalone(ajv, names)) : '';
  // Each start takes less time for it than for the same as an expression.
  const parsed = `JSON.parse(${JSON.stringify(JSON.stringify(targets))})`;
  return `${code}\nconst targets = ${parsed};\n${attached.join('\n')}\nexport default targets;`;
}

// Ajv copies all errors so far for each part that has some more, which takes seconds for a list of thousands of faulty items; the
// arrays belong to one call, so appending does the same. Spreading them into `push` would exhaust the stack. Where in its schema an error
// comes from is a seventh of the code, and nobody asks.
function trimmed(code) {
  const calls = code.replaceAll(/(\w+)\.concat\((\w+\.errors)\)/g, 'appended($1, $2)').replaceAll(/\bschemaPath:"[^"]*",/g, '');
  return `function appended(errors, more) { for (const error of more) errors.push(error); return errors; }\n${calls}`;
}

/** Reads every target, each checked against `target.schema.json`; throws with the file's name and what is wrong in it. */
async function readTargets() {
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
