import { isArray, type JsonObject } from '../core/json/parse';
import type { JsonSchema } from '../core/shapes/jsonSchema';
import { shortened } from './completionKnown';
import { callingMessage, message, resultMessage } from './completionParts';
import type { Proposal, Scene } from './completionScene';
import { accepted, roleOf } from './completionScene';
import { valueAt } from './cursor';
import { type DeclaredTool, declaredTools, freeCallId, messagesBefore, messagesPath, type ToolCall, unansweredCalls } from './lineTools';
import { byLikelihood, likelyRoles } from './nextRole';

const mostPrompts = 5;
const mostTools = 10;

/** Whole messages for the place in a list of messages, the likeliest next one first. */
export function messageProposals(scene: Scene, messages: readonly JsonSchema[]): readonly Proposal[] {
  const { slot, habits } = scene;
  const before = messagesBefore(slot.line, slot.path);
  const kinds = accepted(scene, messages).flatMap((schema) => {
    const role = schema.deprecated ? undefined : roleOf(scene.schema, schema);
    return role === undefined ? [] : [{ role, about: schema.description }];
  });
  const order = likelyRoles(before, habits().systemPrompts.length > 0);
  return byLikelihood(kinds, ({ role }) => role, order).flatMap(({ role, about }) => ofRole(scene, role, before, about));
}

function ofRole(scene: Scene, role: string, before: readonly JsonObject[], about: string | undefined): readonly Proposal[] {
  const { slot, spacing, habits } = scene;
  const plain: Proposal = {
    label: `${role} message`,
    kind: 'structure',
    pieces: message(spacing, role),
    ...(about && { about: { markdown: about } }),
  };
  switch (role) {
    case 'system':
    case 'developer':
      if (before.length > 0) return [plain];
      return [
        ...habits()
          .systemPrompts.slice(0, mostPrompts)
          .map((prompt) => withPrompt(scene, role, prompt)),
        plain,
      ];
    case 'assistant': {
      const tools = declaredTools(slot.line).slice(0, mostTools);
      return [plain, ...tools.map((tool) => withCall(scene, tool, freeCallId(slot.line, slot.path)))];
    }
    case 'tool':
      return unansweredCalls(before, after(scene)).map((call) => result(scene, call));
    default:
      return [plain];
  }
}

function withPrompt({ spacing }: Scene, role: string, prompt: string): Proposal {
  return {
    label: `${role}: ${shortened(prompt)}`,
    kind: 'structure',
    pieces: message(spacing, role, JSON.stringify(prompt)),
    detail: 'system prompt of this file',
    about: { plain: prompt },
  };
}

function withCall({ spacing }: Scene, tool: DeclaredTool, id: string): Proposal {
  return {
    label: `assistant message that calls ${tool.name}`,
    kind: 'structure',
    pieces: callingMessage(spacing, tool, id),
    ...(tool.description && { about: { plain: tool.description } }),
  };
}

function result({ spacing }: Scene, { id, name }: ToolCall): Proposal {
  return {
    label: name ? `tool message: result of ${name}` : 'tool message',
    kind: 'structure',
    pieces: resultMessage(spacing, id),
    detail: id,
  };
}

function after({ slot }: Scene): readonly unknown[] {
  const list = messagesPath(slot.path);
  const index = slot.path[list.length];
  const all = valueAt(slot.line, list);
  return isArray(all) && typeof index === 'number' ? all.slice(index + 1) : [];
}
