import { isArray, isObject, type JsonObject, member } from '../core/json/parse';
import { arrayPieces, choicePieces, insideString, objectPieces, type Pieces, type Spacing, textPieces } from './completionSnippet';
import type { DeclaredTool } from './lineTools';

// Deeper than any parameters nest.
const deepest = 12;

/** A message with a role and a text; the text is JSON. */
export function message(spacing: Spacing, role: string, content?: string): Pieces {
  return objectPieces(spacing, [
    ['role', [JSON.stringify(role)]],
    ['content', content === undefined ? textPieces() : [content]],
  ]);
}

/** An assistant message that calls a tool, or one still to be named. */
export function callingMessage(spacing: Spacing, tool: DeclaredTool | undefined, id: string): Pieces {
  return objectPieces(spacing, [
    ['role', ['"assistant"']],
    ['tool_calls', arrayPieces(spacing, [call(spacing, tool, id)])],
  ]);
}

/** A call of a tool. */
export function call(spacing: Spacing, tool: DeclaredTool | undefined, id: string): Pieces {
  return objectPieces(spacing, [
    ['id', [JSON.stringify(id)]],
    ['type', ['"function"']],
    [
      'function',
      objectPieces(spacing, [
        ['name', tool ? [JSON.stringify(tool.name)] : textPieces({ text: 'name' })],
        ['arguments', argumentsPieces(tool)],
      ]),
    ],
  ]);
}

/** The result of a call, handed back to the assistant. */
export function resultMessage(spacing: Spacing, id: string): Pieces {
  return objectPieces(spacing, [
    ['role', ['"tool"']],
    ['tool_call_id', [JSON.stringify(id)]],
    ['content', textPieces()],
  ]);
}

/** The arguments of a call, as JSON in a string: what the tool requires, else all that it takes. */
export function argumentsPieces(tool: DeclaredTool | undefined): Pieces {
  return ['"', ...insideString(parametersPieces(tool?.parameters ?? {}, 0)), '"'];
}

function parametersPieces(parameters: JsonObject, depth: number): Pieces {
  const properties = member(parameters, 'properties');
  if (!isObject(properties) || depth > deepest) return ['{', {}, '}'];
  const required = member(parameters, 'required');
  const keys = Object.keys(properties);
  const needed = isArray(required) ? keys.filter((key) => required.includes(key)) : [];
  return objectPieces(
    { colon: ': ', comma: ', ' },
    (needed.length > 0 ? needed : keys).map((key) => [key, parameterPieces(member(properties, key), depth + 1)]),
  );
}

function parameterPieces(parameter: unknown, depth: number): Pieces {
  if (!isObject(parameter)) return [{ text: 'null' }];
  const { type, enum: values, default: usual } = parameter;
  if (isArray(values) && values.length > 0) return choicePieces(values);
  if (usual !== undefined) return [{ text: JSON.stringify(usual) }];
  switch (isArray(type) ? type[0] : type) {
    case 'string':
      return textPieces();
    case 'integer':
    case 'number':
      return [{ text: '0' }];
    case 'boolean':
      return choicePieces([true, false]);
    case 'array':
      return ['[', {}, ']'];
    case 'object':
      return parametersPieces(parameter, depth);
    default:
      return [{ text: 'null' }];
  }
}

/** A tool to declare. */
export function newTool(spacing: Spacing): Pieces {
  return objectPieces(spacing, [
    ['type', ['"function"']],
    [
      'function',
      objectPieces(spacing, [
        ['name', textPieces({ text: 'name' })],
        ['description', textPieces()],
        [
          'parameters',
          objectPieces(spacing, [
            ['type', ['"object"']],
            ['properties', ['{', {}, '}']],
          ]),
        ],
      ]),
    ],
  ]);
}
