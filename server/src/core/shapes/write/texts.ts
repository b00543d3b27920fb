import type { JsonObject } from '../../json/parse';
import { type ExampleMessage, type Role, textOf } from '../example';

/** Messages of nothing but a role and a text, under the names that the shape has for them. */
export function writeTexts(
  messages: readonly ExampleMessage[],
  {
    role,
    content,
    names = {},
  }: { readonly role: string; readonly content: string; readonly names?: Readonly<Partial<Record<Role, string>>> },
): readonly JsonObject[] {
  return messages.map((message) => ({ [role]: names[message.role] ?? message.role, [content]: textOf(message) }));
}
