import { readLabelled } from './labelled';
import { readTemplate } from './templates';
import type { Transcript, Turn } from './turns';

/** Takes apart a text into conversations and turns; `wanted` is a speaker to look for. Undefined when it is no transcript. */
export function parseTranscript(text: string, wanted?: string): Transcript | undefined {
  const transcript = readTemplate(text) ?? readLabelled(text, wanted);
  if (transcript === undefined || transcript.conversations.length === 0) return undefined;
  return { ...transcript, conversations: transcript.conversations.flatMap(splitAtSystem) };
}

/** The conversations of a run of turns: a system message opens one, so one that comes later opens another. */
export function splitAtSystem(turns: readonly Turn[]): Turn[][] {
  const conversations: Turn[][] = [[]];
  let spoken = false;
  for (const turn of turns) {
    const system = turn.hint?.role === 'system';
    if (system && spoken) {
      conversations.push([]);
      spoken = false;
    }
    if (!system) spoken = true;
    conversations.at(-1)?.push(turn);
  }
  return conversations;
}
