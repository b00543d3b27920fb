import { chooseAssistant, speakersOf } from './transcript/assistant';
import { parseTranscript } from './transcript/parse';

/** Who speaks in a transcript, and who is likeliest to be the assistant. */
export interface Speakers {
  readonly speakers: readonly { readonly name: string; readonly turns: number }[];
  /** The name to preselect; undefined when the text is no transcript. */
  readonly assistant: string | undefined;
  /** One line: why that one. */
  readonly reason: string;
}

/** The speakers of a transcript in the order in which they begin to speak; none when the text is no transcript. */
export function speakers(text: string): Speakers {
  const transcript = parseTranscript(text);
  if (transcript === undefined) return { speakers: [], assistant: undefined, reason: 'no speakers were found' };
  const choice = chooseAssistant(text, transcript);
  return {
    speakers: speakersOf(transcript).map(({ name, turns }) => ({ name, turns })),
    assistant: choice?.name,
    reason: choice?.reason ?? 'nobody speaks',
  };
}
