/** The roles of OpenAI's chat format, which most trainers follow. */
export const chatRoles: readonly string[] = ['system', 'developer', 'user', 'assistant', 'tool', 'function'];

/** The roles that the messages of a plain line have: those that every trainer knows. */
export const plainRoles: readonly string[] = ['system', 'user', 'assistant'];

/** The keys that chat messages may have, whatever their role. */
export const messageKeys: ReadonlySet<string> = new Set([
  ...['role', 'content', 'name', 'weight', 'tool_calls', 'tool_call_id', 'refusal', 'audio', 'function_call'],
  ...['reasoning', 'reasoning_content', 'thinking', 'prefix'],
]);

/** The keys that lines with chat messages may have. */
export const conversationKeys: ReadonlySet<string> = new Set(['messages', 'tools', 'parallel_tool_calls', 'functions', 'input']);
