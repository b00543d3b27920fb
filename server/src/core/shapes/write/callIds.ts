import type { ExampleMessage, ToolCall } from '../example';

/** The results behind a message in the order of its calls, which is all that tells them apart in shapes without ids. */
export function orderedResults(messages: readonly ExampleMessage[]): readonly ExampleMessage[] {
  const ordered: ExampleMessage[] = [];
  for (let index = 0; index < messages.length; ) {
    const message = messages[index];
    if (!message) break;
    ordered.push(message);
    index += 1;
    if (message.calls.length < 2) continue;
    const results: ExampleMessage[] = [];
    for (; messages[index]?.role === 'tool'; index += 1) results.push(messages[index] as ExampleMessage);
    const rank = ({ answers }: ExampleMessage): number => {
      const found = message.calls.findIndex(({ id }) => id !== undefined && id === answers);
      return found === -1 ? message.calls.length : found;
    };
    ordered.push(...results.toSorted((a, b) => rank(a) - rank(b)));
  }
  return ordered;
}

/** Gives ids to calls that have none, and to results the id of the call that they answer: by name, else in their order. */
export function withCallIds(messages: readonly ExampleMessage[]): readonly ExampleMessage[] {
  const taken = new Set(messages.flatMap(({ calls }) => calls.flatMap(({ id }) => (id === undefined ? [] : [id]))));
  let count = 0;
  const newId = (): string => {
    do count += 1;
    while (taken.has(`call_${count}`));
    return `call_${count}`;
  };
  let open: ToolCall[] = [];
  return messages.map((message) => {
    if (message.role === 'tool') {
      const answered = open.find((call) => call.id === message.answers) ?? open.find(({ name }) => name === message.name) ?? open[0];
      open = open.filter((call) => call !== answered);
      return message.answers === undefined && answered?.id !== undefined ? { ...message, answers: answered.id } : message;
    }
    if (message.calls.length === 0) return message;
    const calls = message.calls.map((call) => (call.id === undefined ? { ...call, id: newId() } : call));
    open = [...calls];
    return { ...message, calls };
  });
}

/** The name of the tool that a result comes from: its own, else that of the call that it answers; empty where neither is known. */
export function toolNames(messages: readonly ExampleMessage[]): ReadonlyMap<ExampleMessage, string> {
  const names = new Map<ExampleMessage, string>();
  let open: ToolCall[] = [];
  for (const message of messages) {
    if (message.calls.length > 0) open = [...message.calls];
    if (message.role !== 'tool') continue;
    const answered = open.find(({ id }) => id !== undefined && id === message.answers) ?? open[0];
    open = open.filter((call) => call !== answered);
    names.set(message, message.name ?? answered?.name ?? '');
  }
  return names;
}
