import { isObject } from '../../json/parse';
import type { ExampleMessage, ToolDefinition } from '../example';

// What services take as the name of a function.
const allowedName = /^[\w-]{1,64}$/;

/** The name with `_` for every sign that services refuse, at most 64 signs long. */
function toolName(name: string, losses: Set<string>): string {
  if (allowedName.test(name)) return name;
  losses.add('names of tools spelt with letters that services take');
  return name.replace(/[^\w-]/g, '_').slice(0, 64);
}

/** The tools that can be declared; those without a name cannot. */
export function usableTools(tools: readonly ToolDefinition[], losses: Set<string>): readonly ToolDefinition[] {
  return tools.flatMap((tool) => {
    if (tool.name === '') {
      losses.add('a tool without a name dropped');
      return [];
    }
    const { parameters, ...others } = tool;
    if (parameters !== undefined && !isObject(parameters)) losses.add('parameters of a tool that are no schema dropped');
    return [{ ...others, name: toolName(tool.name, losses), ...(isObject(parameters) && { parameters }) }];
  });
}

/** A message with the names of its calls as services take them. */
export function withToolNames(message: ExampleMessage, losses: Set<string>): ExampleMessage {
  const { calls, name, role } = message;
  return {
    ...message,
    calls: calls.map((call) => ({ ...call, name: toolName(call.name, losses) })),
    ...(role === 'tool' && name !== undefined && { name: toolName(name, losses) }),
  };
}
