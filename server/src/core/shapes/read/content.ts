import { isArray, isObject, type JsonObject, member } from '../../json/parse';
import type { Path } from '../../json/path';
import type { Part } from '../example';

/** The parts of a message's content in OpenAI's form: a text, or a list of parts; null and a missing content are none. */
export function readContent(content: unknown, path: Path): readonly Part[] {
  if (content === undefined || content === null) return [];
  if (!isArray(content)) return [readPart(content, path)];
  return content.map((part, index) => readPart(part, [...path, index]));
}

function readPart(part: unknown, path: Path): Part {
  if (typeof part === 'string') return { kind: 'text', text: part, path };
  if (!isObject(part)) return other(part, path);
  const type = member(part, 'type');
  // LLaMA-Factory has `value` for every kind of part.
  const key = Object.hasOwn(part, 'text') ? 'text' : 'value';
  const text = member(part, key);
  if (typeof text === 'string' && (type === 'text' || type === undefined)) return { kind: 'text', text, path: [...path, key] };
  const refusal = member(part, 'refusal');
  if (typeof refusal === 'string') return { kind: 'refusal', text: refusal, path: [...path, 'refusal'] };
  return (type === 'image_url' && readImage(part, path)) || other(part, path);
}

// Mistral writes the address alone where OpenAI writes an object.
function readImage(part: JsonObject, path: Path): Part | undefined {
  const image = member(part, 'image_url') ?? member(part, 'value');
  if (typeof image === 'string') return { kind: 'image', url: image, path };
  const url = isObject(image) ? member(image, 'url') : undefined;
  if (!isObject(image) || typeof url !== 'string') return undefined;
  const detail = member(image, 'detail');
  return { kind: 'image', url, ...(typeof detail === 'string' && { detail }), path };
}

/** A part that is none of those that shapes have in common. */
export function other(value: unknown, path: Path): Part {
  const type = isObject(value) ? member(value, 'type') : undefined;
  return { kind: 'other', type: typeof type === 'string' ? type : typeName(value), value, path };
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return isArray(value) ? 'list' : typeof value;
}
