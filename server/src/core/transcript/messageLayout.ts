import type { Call, Message, MessageKeys, MessageUnit, Part } from './model';
import { isLong, readable, shortLine, spell } from './spell';
import type { Json, JsonObjectTree, Member } from './tree';

/** Takes a message apart as a transcript shows it. */
export function readMessage(message: JsonObjectTree, keys: MessageKeys): Message {
  const seen = new Set<string>();
  const units = message.members.map((member): MessageUnit => {
    const first = !seen.has(member.key);
    seen.add(member.key);
    return (first ? special(member, keys) : undefined) ?? general(member);
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
  if (value.type === 'string') return path.length === 1 && value.value !== '' ? { form: 'content', text: value.value, parts: [] } : undefined;
  if (value.type !== 'array' || value.items.length === 0) return undefined;
  const parts = value.items.map(partOf);
  const [first, ...rest] = parts;
  return path.length > 1 && first?.form === 'bare' && first.key === path[2] && first.text !== ''
    ? { form: 'content', text: first.text, parts: rest }
    : { form: 'content', text: undefined, parts };
}

function partOf(value: Json): Part {
  const { type, text, image_url: image, ...more } = value.type === 'object' ? membersOf(value) : {};
  const [only, second] = value.type === 'object' ? value.members : [];
  if (only?.value.type === 'string' && !second) return { form: 'bare', key: only.key, text: only.value.value };
  const kind = type?.type === 'string' && only?.key === 'type' ? type.value : undefined;
  if (value.type !== 'object' || value.members.length !== 2 || Object.keys(more).length > 0) return { form: 'json', value };
  if (kind === 'text' && text?.type === 'string') return { form: 'text', text: text.value };
  if (kind !== 'image_url' || image?.type !== 'object') return { form: 'json', value };
  const [url, detail] = image.members;
  const isDetail = detail === undefined || (detail.key === 'detail' && detail.value.type === 'string');
  if (url?.key !== 'url' || url.value.type !== 'string' || !isDetail || image.members.length > 2) return { form: 'json', value };
  return { form: 'image', url: url.value.value, detail: detail?.value.type === 'string' ? detail.value.value : undefined };
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
