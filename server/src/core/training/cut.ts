/** The tokens of one message: in all, and of what its author says; the rest frames it and stands before. */
export interface SequencePart {
  readonly tokens: number;
  readonly said: number;
}

/** How much of a message is left when its example is cut at the model's limit. */
export interface PartLeft {
  readonly fate: 'whole' | 'part' | 'gone';
  /** Tokens of what its author says that are left, and of the message in all. */
  readonly said: number;
  readonly tokens: number;
}

/** What is left of messages that are read one after the other, `before` tokens behind the start, when the end is cut off at a limit. */
export function leftOf(parts: readonly SequencePart[], before: number, limit: number): readonly PartLeft[] {
  let at = before;
  return parts.map(({ tokens, said }) => {
    const room = Math.max(0, limit - at);
    at += tokens;
    if (room >= tokens) return { fate: 'whole', said, tokens };
    const saidLeft = Math.max(0, room - (tokens - said));
    return saidLeft > 0 ? { fate: 'part', said: saidLeft, tokens: room } : { fate: 'gone', said: 0, tokens: room };
  });
}
