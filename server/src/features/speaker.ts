import type { ExampleMessage } from '../core/shapes/example';

/** Who speaks in a message, in words that are never blank: an unknown role as the line spells it, or `message` where it names nobody. */
export function speakerOf({ role, writtenRole }: ExampleMessage): string {
  if (role !== 'unknown') return role;
  // VS Code refuses a whole outline for one blank name.
  return writtenRole === undefined || writtenRole.trim() === '' ? 'message' : writtenRole;
}
