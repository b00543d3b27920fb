import { isArray, isObject, member } from '../../json/parse';
import type { Path } from '../../json/path';
import type { ExampleMessage, Part, ToolCall } from '../example';
import { other } from './content';
import { otherMembers, roleOf } from './messages';

/** What the parts of a turn were read as. */
export interface TurnParts {
  readonly content: Part[];
  readonly calls: ToolCall[];
  /** The results of functions: messages of their own, as they are in other shapes. */
  readonly results: ExampleMessage[];
  reasoning?: ExampleMessage['reasoning'];
}

/** The messages of a turn whose parts stand under `key`: `read` takes each part, with its path, to what it is. */
export function readTurnOfParts(
  turn: unknown,
  key: string,
  path: Path,
  read: (part: unknown, at: Path, parts: TurnParts) => void,
): readonly ExampleMessage[] {
  if (!isObject(turn)) return [{ role: 'unknown', content: [other(turn, path)], calls: [], path }];
  const written = member(turn, 'role');
  const given = member(turn, key);
  const list = isArray(given) ? given : given === undefined ? [] : [given];
  const parts: TurnParts = { content: [], calls: [], results: [] };
  list.forEach((part: unknown, index) => {
    read(part, isArray(given) ? [...path, key, index] : [...path, key], parts);
  });
  const { content, calls, results, reasoning } = parts;
  const rest = otherMembers(turn, new Set(['role', key]));
  const message: ExampleMessage = {
    role: roleOf(written),
    ...(typeof written === 'string' && { writtenRole: written }),
    content,
    calls,
    ...(reasoning && { reasoning }),
    ...(rest && { rest }),
    path,
  };
  // A turn of nothing but results says nothing itself.
  const says = content.length > 0 || calls.length > 0 || reasoning !== undefined || results.length === 0;
  return [...results, ...(says ? [message] : [])];
}
