import { isArray, isObject, type JsonObject, member, parseLine } from '../core/json/parse';
import { formatPath, type Path } from '../core/json/path';
import { positionLine, rawOffset, valueOffset } from '../core/json/positions';
import { nodeAtOffset, pathTo } from '../core/json/syntaxTree';
import { valueAt } from './cursor';
import { escaped, inlineCode, preview } from './hoverMarkdown';
import { type Explanation, type HoverScene, paragraphs, spanOfNode } from './hoverScene';
import { type DeclaredTool, declaredTools } from './lineTools';

/** What a tool does and takes, on its name in a call. */
export function toolNameCard({ line, node }: HoverScene): string {
  const name = String(node.value);
  const tool = declaredTools(line).find((each) => each.name === name);
  if (!tool) return `**${escaped(name)}** · not declared in this line`;
  return paragraphs(`**${escaped(name)}** · tool of this line`, tool.description && escaped(tool.description), parameterTable(tool));
}

/** Tells whether a path leads to the name of a function that is called. */
export function isCalledName(path: Path): boolean {
  return path.at(-1) === 'name' && isCalled(path);
}

/** Tells whether a path leads to the arguments of a call. */
export function isCallArguments(path: Path): boolean {
  return path.at(-1) === 'arguments' && isCalled(path);
}

function isCalled(path: Path): boolean {
  return path.at(-2) === 'function_call' || (path.at(-2) === 'function' && path.at(-4) === 'tool_calls');
}

/** What the argument under the pointer is for; between arguments, all of them in readable form. */
export function argumentsCard({ text, line, node, path, offset }: HoverScene): Explanation {
  const inner = String(node.value);
  const name = valueAt(line, [...path.slice(0, -1), 'name']);
  const tool = declaredTools(line).find((each) => each.name === name);
  const raw = text.slice(node.offset + 1, node.offset + node.length - 1);
  const { root } = positionLine(inner);
  const found = root && offset > node.offset && nodeAtOffset(root, valueOffset(raw, offset - node.offset - 1));
  const argument = found ? pathTo(found) : [];
  if (!found || argument.length === 0 || found.type === 'property') {
    const parsed = root && parseLine(inner);
    const title = typeof name === 'string' ? `**Arguments of ${escaped(name)}**` : '**Arguments**';
    const shown = parsed?.ok ? preview(JSON.stringify(parsed.value, null, 2), 'json') : preview(inner);
    return { markdown: paragraphs(title, shown), span: spanOfNode(node) };
  }
  const start = node.offset + 1 + rawOffset(raw, found.offset);
  const end = node.offset + 1 + rawOffset(raw, found.offset + found.length);
  return { markdown: parameterCard(tool, argument), span: { start, end } };
}

function parameterCard(tool: DeclaredTool | undefined, path: Path): string {
  const name = `**${escaped(formatPath(path))}**`;
  if (!tool) return `${name} · its tool is not declared in this line`;
  let schema: JsonObject = tool.parameters ?? {};
  let required = false;
  for (const step of path) {
    const next = typeof step === 'number' ? member(schema, 'items') : valueAt(schema, ['properties', step]);
    if (!isObject(next)) return `${name} · not a parameter of ${escaped(tool.name)}`;
    required = typeof step === 'string' && isRequired(schema, step);
    schema = next;
  }
  const { description } = schema;
  const values = valuesOf(schema);
  return paragraphs(
    [name, typeOf(schema), required && 'required', `parameter of ${escaped(tool.name)}`].filter(Boolean).join(' · '),
    typeof description === 'string' && escaped(description),
    values && `One of ${values}.`,
  );
}

function parameterTable({ parameters }: DeclaredTool): string | undefined {
  const properties = parameters && member(parameters, 'properties');
  if (!parameters || !isObject(properties) || Object.keys(properties).length === 0) return undefined;
  const rows = Object.entries(properties).map(([key, schema]) => {
    const { description } = isObject(schema) ? schema : {};
    const type = isObject(schema) ? [typeOf(schema), isRequired(parameters, key) && 'required'].filter(Boolean).join(', ') : '';
    return `| ${escaped(key)} | ${type} | ${typeof description === 'string' ? escaped(description) : ''} |`;
  });
  return ['| parameter | | |', '|:--|:--|:--|', ...rows].join('\n');
}

function isRequired(schema: JsonObject, key: string): boolean {
  const required = member(schema, 'required');
  return isArray(required) && required.includes(key);
}

function typeOf(schema: JsonObject): string {
  const type = member(schema, 'type');
  const types = isArray(type) ? type : [type];
  return types
    .filter((each) => typeof each === 'string')
    .map(escaped)
    .join(' or ');
}

function valuesOf(schema: JsonObject): string {
  const values = member(schema, 'enum');
  return isArray(values) ? values.map((value) => inlineCode(JSON.stringify(value))).join(', ') : '';
}
