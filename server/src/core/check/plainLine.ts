import { isArray, isObject, type JsonObject } from '../json/parse';
import { plainRoles } from '../rules/messageKeys';
import type { Shape } from '../shapes/shape';

/**
 * Tells whether a line is plain chat, as most lines are: messages and nothing else, each with a role of the three that every
 * trainer knows, a text that begins with no white space, and nothing else.
 */
export function isPlainLine(value: JsonObject, shape: Shape | undefined): boolean {
  if (shape?.id !== 'chat') return false;
  for (const key in value) if (key !== 'messages') return false;
  const { messages } = value;
  if (!isArray(messages) || messages.length === 0) return false;
  for (let index = 0; index < messages.length; index++) if (!isPlainMessage(messages[index])) return false;
  return true;
}

function isPlainMessage(message: unknown): boolean {
  if (!isObject(message)) return false;
  for (const key in message) if (key !== 'role' && key !== 'content') return false;
  const { role, content } = message;
  if (typeof role !== 'string' || !plainRoles.includes(role)) return false;
  return typeof content === 'string' && content.charCodeAt(0) > 0x20;
}
