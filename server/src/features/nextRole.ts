import { isArray, type JsonObject, member } from '../core/json/parse';
import { unansweredCalls } from './lineTools';

/** All roles, the likeliest to follow on these messages first. */
export function likelyRoles(before: readonly JsonObject[], hasPrompts = false): readonly string[] {
  const last = before.at(-1);
  if (!last)
    return hasPrompts ? ['system', 'developer', 'user', 'assistant', 'tool'] : ['user', 'system', 'developer', 'assistant', 'tool'];
  const open = unansweredCalls(before).length > 0;
  switch (last.role) {
    case 'user':
      return ['assistant', 'user', 'tool', 'system', 'developer'];
    case 'assistant':
      return open || isArray(member(last, 'tool_calls'))
        ? ['tool', 'assistant', 'user', 'system', 'developer']
        : ['user', 'assistant', 'tool', 'system', 'developer'];
    case 'tool':
    case 'function':
      return open ? ['tool', 'assistant', 'user', 'system', 'developer'] : ['assistant', 'tool', 'user', 'system', 'developer'];
    default:
      return ['user', 'assistant', 'system', 'developer', 'tool'];
  }
}

/** Orders by role: the likeliest first, roles that are not known last. */
export function byLikelihood<T>(items: readonly T[], role: (item: T) => string, roles: readonly string[]): readonly T[] {
  const rank = (item: T): number => {
    const index = roles.indexOf(role(item));
    return index === -1 ? roles.length : index;
  };
  return [...items].sort((a, b) => rank(a) - rank(b));
}
