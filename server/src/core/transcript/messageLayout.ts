import type { Call, Message, MessageKeys, MessageUnit, Part } from './model';
import { isLong, readable, shortLine, spell } from './spell';
import type { Json, JsonObjectTree, Member } from './tree';
import { plainType } from './words';

/** Takes a message apart as a transcript shows it. */
export function readMessage(message: JsonObjectTree, keys: MessageKeys): Message {
  const seen = new Set<string>();
  const units = message.members.map((member): MessageUnit => {
    const first = !seen.has(member.key);
    seen.add(member.key);
    // A key that stands again cannot be told by its name, so its value stays in the key block.
    return first ? (special(member, keys) ?? general(member)) : { form: 'key', path: [member.key], value: member.value };
  });
  return { units };
}

/** What has a form of its own: the role, the content, the calls. */
function special({ key, value }: Member, keys: MessageKeys): MessageUnit | undefined {
  if (key === keys.role) return value.type === 'string' ? { form: 'role', role: value.value } : undefined;
  if (key === keys.text[0]) return contentOf(value, keys);
  if (key !== 'tool_calls' || value.type !== 'array') return undefined;
  const calls = value.items.flatMap((item) => callOf(item) ?? []);
  return calls.length > 0 && calls.length === value.items.length ? { form: 'calls', calls } : undefined;
}

function general({ key, value }: Member): MessageUnit {
  const path = [key];
  if (value.type === 'string') return isLong(value.value) ? { form: 'text', path, text: value.value } : { form: 'key', path, value };
  const fits = value.type === 'word' || spell(value, readable).length <= shortLine;
  return { form: fits ? 'key' : 'json', path, value };
}

function contentOf(value: Json, { text: path }: MessageKeys): MessageUnit | undefined {
  if (value.type === 'string')
    return path.length === 1 && value.value !== '' ? { form: 'content', text: value.value, parts: [] } : undefined;
  if (value.type !== 'array' || value.items.length === 0) return undefined;
  const parts = value.items.map(partOf);
  const [first, ...rest] = parts;
  return path.length > 1 && first?.form === 'other' && first.type === undefined && first.key === path[2] && first.text !== ''
    ? { form: 'content', text: first.text, parts: rest }
    : { form: 'content', text: undefined, parts };
}

function partOf(value: Json): Part {
  if (value.type !== 'object' || value.members.length > 2) return { form: 'json', value };
  const [first, second] = value.members;
  if (first?.value.type !== 'string') return { form: 'json', value };
  if (!second) return { form: 'other', type: undefined, key: first.key, text: first.value.value };
  const type = first.key === 'type' ? first.value.value : undefined;
  if (type === undefined) return { form: 'json', value };
  if (second.value.type === 'string') {
    if (type === 'text' && second.key === 'text') return { form: 'text', text: second.value.value };
    return plainType.test(type) ? { form: 'other', type, key: second.key, text: second.value.value } : { form: 'json', value };
  }
  return (type === 'image_url' && second.key === type ? imageOf(second.value) : undefined) ?? { form: 'json', value };
}

function imageOf(image: Json): Part | undefined {
  const [url, detail, more] = image.type === 'object' ? image.members : [];
  if (url?.key !== 'url' || url.value.type !== 'string' || more) return undefined;
  if (!detail) return { form: 'image', url: url.value.value, detail: undefined };
  if (detail.key !== 'detail' || detail.value.type !== 'string') return undefined;
  return { form: 'image', url: url.value.value, detail: detail.value.value };
}

/** The members by key, where no key stands twice. */
function membersOf({ members }: JsonObjectTree): Readonly<Record<string, Json>> {
  const entries = members.map(({ key, value }) => [key, value] as const);
  return new Set(entries.map(([key]) => key)).size === entries.length ? Object.fromEntries(entries) : {};
}

function callOf(value: Json): Call | undefined {
  if (value.type !== 'object') return undefined;
  const keys = value.members.map(({ key }) => key).join();
  const { id, type, function: called } = membersOf(value);
  if (keys !== 'id,type,function' && keys !== 'type,function') return undefined;
  if (type?.type !== 'string' || type.value !== 'function' || called?.type !== 'object') return undefined;
  if (id !== undefined && id.type !== 'string') return undefined;
  const [name, given] = called.members;
  if (called.members.length !== 2 || name?.key !== 'name' || given?.key !== 'arguments') return undefined;
  if (name.value.type !== 'string' || given.value.type !== 'string') return undefined;
  return { name: name.value.value, id: id?.value, arguments: given.value.value };
}
