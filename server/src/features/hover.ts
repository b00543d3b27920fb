import type { Node } from 'jsonc-parser';
import { type Hover, MarkupKind, type Position } from 'vscode-languageserver-types';
import { isObject } from '../core/json/parse';
import { isSamePath } from '../core/json/path';
import { nodeAtOffset, pathTo } from '../core/json/syntaxTree';
import { shapeOf } from '../core/shapes/detect';
import type { FeatureContext } from './context';
import { rangeIn } from './diagnostics';
import { exampleCard } from './hoverExample';
import { fieldCard, structureCard, titleAt, valueCard } from './hoverField';
import { messageAt, messageCard, textCard } from './hoverMessage';
import { type Explanation, type HoverScene, paragraphs, spanOfNode } from './hoverScene';
import { argumentsCard, isCallArguments, isCalledName, toolNameCard } from './hoverTools';

/** Explains what the pointer is on: the example, a message, a key, a value, a text, an argument of a tool call. */
export async function hover(context: FeatureContext, { position }: { readonly position: Position }): Promise<Hover | null> {
  const scene = await sceneAt(context, position);
  const explanation = scene && explain(scene);
  if (!explanation) return null;
  return { contents: { kind: MarkupKind.Markdown, value: explanation.markdown }, range: rangeIn(position.line, explanation.span) };
}

async function sceneAt(context: FeatureContext, { line: index, character: offset }: Position): Promise<HoverScene | undefined> {
  const { file } = context;
  const row = file.rows[index];
  if (!row || !file.check) return undefined;
  const { root, structure: line } = file.positioned(row);
  const node = root && nodeAtOffset(root, offset);
  if (!root || !node || node.type === 'property' || !isObject(line)) return undefined;
  const shape = shapeOf(line, file.check.context.fileShape) ?? file.check.context.fileShape;
  const lists = shape.messageLists?.(line) ?? [];
  const tokens = await context.tokensSoon(row);
  return { context, text: row.text, shape, line, example: shape.read(line), lists, node, path: pathTo(node), offset, tokens };
}

function explain(scene: HoverScene): Explanation | undefined {
  const { node, path } = scene;
  const span = spanOfNode(node);
  if (isKey(node)) return { markdown: keyCard(scene), span };
  if (node.type === 'object' || node.type === 'array') {
    const markdown = bracketCard(scene);
    return markdown === undefined ? undefined : { markdown, span };
  }
  if (isCallArguments(path) && node.type === 'string') return argumentsCard(scene);
  const markdown = scalarCard(scene);
  return markdown === undefined ? undefined : { markdown, span };
}

function keyCard(scene: HoverScene): string {
  const field = fieldCard(scene);
  const isList = scene.lists.some(({ path }) => isSamePath(path, scene.path));
  return field === undefined || isList ? paragraphs(exampleCard(scene), field) : field;
}

/** Brackets speak for what they enclose; commas and spaces within do not. */
function bracketCard(scene: HoverScene): string | undefined {
  const { node, path, offset } = scene;
  if (offset !== node.offset && offset !== node.offset + node.length - 1) return undefined;
  if (path.length === 0) return exampleCard(scene);
  const message = messageAt(scene);
  return message?.rest.length === 0 ? messageCard(scene, message) : structureCard(scene);
}

function scalarCard(scene: HoverScene): string | undefined {
  const { node, path } = scene;
  const message = messageAt(scene);
  const meaning = valueCard(scene);
  if (message?.rest.length === 1 && path.at(-1) === 'role') return paragraphs(messageCard(scene, message), meaning);
  if (isCalledName(path)) return toolNameCard(scene);
  if (meaning !== undefined) return meaning;
  if (node.type === 'string' && isText(scene)) return textCard(scene, titleAt(scene));
  return fieldCard(scene);
}

/** Tells texts to be read from names and ids. */
function isText({ path, node, shape }: HoverScene): boolean {
  const key = path.at(-1);
  if (key === 'content' || key === 'text' || key === 'refusal' || key === 'prompt' || key === 'completion') return true;
  return !shape.schema && (node.length > 60 || String(node.value).includes('\n'));
}

function isKey(node: Node): boolean {
  return node.parent?.type === 'property' && node.parent.children?.[0] === node;
}
