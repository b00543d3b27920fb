import type { Detection, Reading } from '../reading';
import { sampleOf } from '../sample';
import { assemble } from '../transcript/assemble';
import { speakersOf } from '../transcript/assistant';
import { parseTranscript } from '../transcript/parse';
import type { Transcript, Turn } from '../transcript/turns';

/** Conversations with marked turns: role words, names, times, chat exports and the markup of chat templates. */
export const transcript: Reading = {
  id: 'transcript',
  title: 'Transcript',
  prose: true,
  detect: (text) => detect(sampleOf(text)),
  read: (text, options) => {
    const parsed = parseTranscript(text, options.assistant);
    if (parsed !== undefined) return assemble(text, parsed, options);
    const whole = { start: 0, end: text.length };
    return { examples: [], notes: [{ message: 'No speakers were found, so nothing was read.', span: whole }], markup: [] };
  },
};

function detect(text: string): Detection {
  const parsed = parseTranscript(text);
  if (parsed === undefined) return { confidence: 0, reason: 'no speakers were found' };
  const speakers = speakersOf(parsed);
  const turns = parsed.conversations.flat();
  const names = speakers.map(({ name }) => name);
  const listed = names.length > 3 ? `${names.slice(0, 3).join(', ')} …` : names.join(', ');
  const reason = `${turns.length} turns by ${listed} (${parsed.form})`;
  return { confidence: certaintyOf(text, parsed, turns) * (speakers.length > 1 ? 1 : 0.25) * covered(text, turns), reason };
}

function certaintyOf(text: string, parsed: Transcript, turns: readonly Turn[]): number {
  const roles = (sure: boolean) => new Set(turns.flatMap(({ hint }) => (hint !== undefined && (hint.sure || !sure) ? [hint.role] : [])));
  const both = (sure: boolean) => roles(sure).has('user') && roles(sure).has('assistant');
  if (both(true)) return Math.max(parsed.certainty, 0.93);
  if (both(false)) return Math.max(parsed.certainty, 0.85);
  if (parsed.certainty > 0.75) return parsed.certainty;
  // Recipes, catalogues and settings have names before colons too. But people ask and exclaim, say something behind their
  // name, do not speak in a fixed order, and do not go on for pages.
  const lively = turns.filter(({ parts }) => parts.some((part) => /[?!？！؟]/.test(text.slice(part.start, part.end))));
  const bare = turns.filter(
    ({ parts: [part] }) => part === undefined || /^[ \t]*(?:[\n\r]|$)/.test(text.slice(part.start, part.start + 40)),
  );
  return (
    parsed.certainty *
    (lively.length >= 0.1 * turns.length ? 1 : 0.4) *
    (bare.length > 0.5 * turns.length ? 0.6 : 1) *
    (inFixedOrder(turns) ? 0.3 : 1) *
    (text.length > longTurn * turns.length ? 0.5 : 1)
  );
}

/** UTF-16 units that a turn of a dialogue seldom has. */
const longTurn = 4000;

// Of three or more speakers, each is nearly always followed by the same one.
function inFixedOrder(turns: readonly Turn[]): boolean {
  const followers = new Map<string, Map<string, number>>();
  for (const [index, { key }] of turns.entries()) {
    const next = turns[index + 1]?.key;
    if (next === undefined) continue;
    const counts = followers.get(key) ?? new Map<string, number>();
    followers.set(key, counts.set(next, (counts.get(next) ?? 0) + 1));
  }
  const usual = [...followers.values()].reduce((sum, counts) => sum + Math.max(...counts.values()), 0);
  return followers.size > 2 && turns.length > followers.size && usual >= 0.9 * (turns.length - 1);
}

// A long text with a dialogue at its end is rather a text.
function covered(text: string, turns: readonly Turn[]): number {
  const start = turns[0]?.label.start ?? 0;
  return 0.2 + 0.8 * (1 - start / Math.max(1, text.length));
}
