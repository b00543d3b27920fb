import type { Note, Span } from '../reading';
import type { RoleHint } from './roles';

/** What one speaker says at a stretch, as the text has it. */
export interface Turn {
  /** The speaker's name as first written. */
  readonly name: string;
  /** Equal for two turns of the same speaker. */
  readonly key: string;
  readonly hint: RoleHint | undefined;
  /** The chat program marks the speaker as a program. */
  readonly bot: boolean;
  readonly label: Span;
  /** The parts of the text that hold what is said, in order; joined by line breaks they are the content. */
  readonly parts: readonly Span[];
  /** What is said, where the text spells it in another way, as JSON does. */
  readonly said?: string;
}

/** A text taken apart into conversations and turns, before anyone is chosen to be the assistant. */
export interface Transcript {
  /** How the turns are marked, for the user: "ChatML", "bold names". */
  readonly form: string;
  /** How sure the marks are by themselves, from 0 to 1. */
  readonly certainty: number;
  /** Turns that say something; the conversations are never empty. */
  readonly conversations: readonly (readonly Turn[])[];
  readonly notes: readonly Note[];
  readonly markup: readonly Span[];
  /** What joins two turns of one speaker: chat programs send line by line. */
  readonly glue: '\n' | '\n\n';
}
