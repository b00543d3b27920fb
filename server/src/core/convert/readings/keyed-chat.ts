import { scanKeyedChat } from '../keyed/scan';
import type { Detection, Reading } from '../reading';
import { sampleOf } from '../sample';
import { assemble } from '../transcript/assemble';
import { speakersOf } from '../transcript/assistant';

/** Chats of one key a turn, as base models are often prompted: `[{"user": "…"}, {"anita": "…"}]`. */
export const keyedChat: Reading = {
  id: 'keyed-chat',
  title: 'Chat of one key a turn',
  detect: (text) => detect(sampleOf(text)),
  read: (text, options) => {
    const { transcript, turns } = scanKeyedChat(text);
    if (turns > 0) return assemble(text, transcript, options);
    const whole = { start: 0, end: text.length };
    return {
      examples: [],
      notes: [{ message: 'No turns such as {"user": "…"} were found, so nothing was read.', span: whole }],
      markup: [],
    };
  },
};

function detect(text: string): Detection {
  const none = { confidence: 0, reason: 'no turns such as {"user": "…"} were found' };
  if (!/\{\s*"[^"\n]{1,80}"\s*:\s*"/.test(text)) return none;
  const { transcript, turns, others } = scanKeyedChat(text);
  const speakers = speakersOf(transcript);
  // Records of one text each have one key too, always the same.
  if (turns < 2 || speakers.length < 2) return none;
  const said = transcript.conversations
    .flat()
    .reduce((sum, { parts }) => sum + parts.reduce((length, part) => length + part.end - part.start, 0), 0);
  const share = said / Math.max(1, text.trim().length);
  return {
    confidence: 0.97 * (turns / (turns + others)) * Math.min(1, 0.3 + 1.5 * share),
    reason: `${turns} turns by ${speakers
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ')}${speakers.length > 3 ? ' …' : ''} (one key a turn)`,
  };
}
