import type { Span } from '../reading';
import { normalName, soundsLikeBot } from './roles';
import type { Transcript, Turn } from './turns';

/** One who speaks in a transcript. */
export interface Speaker {
  /** The name as first written. */
  readonly name: string;
  /** Equal for two spellings of one speaker. */
  readonly key: string;
  /** Number of turns. */
  readonly turns: number;
  /** The first label. */
  readonly span: Span;
}

/** Who is taken for the assistant. */
export interface Choice {
  readonly key: string;
  readonly name: string;
  /** One line for the user. */
  readonly reason: string;
  /** The text or the user says so; otherwise it is a guess. */
  readonly certain: boolean;
}

/** Those who speak, system messages aside, in the order of their first turns. */
export function speakersOf(transcript: Transcript): readonly Speaker[] {
  const speakers = new Map<string, Speaker>();
  for (const turn of transcript.conversations.flat()) {
    if (turn.hint?.role === 'system') continue;
    const known = speakers.get(turn.key);
    speakers.set(turn.key, { name: turn.name, key: turn.key, span: turn.label, ...known, turns: (known?.turns ?? 0) + 1 });
  }
  return [...speakers.values()];
}

/** The likeliest assistant, or the one whom the user wants when that one speaks; undefined when nobody speaks. */
export function chooseAssistant(text: string, transcript: Transcript, wanted?: string): Choice | undefined {
  const speakers = speakersOf(transcript);
  if (wanted !== undefined) {
    const name = normalName(wanted);
    const asked = speakers.find((speaker) => normalName(speaker.name) === name || speaker.key === name || speaker.key === `role:${name}`);
    if (asked !== undefined) return { key: asked.key, name: asked.name, reason: 'chosen', certain: true };
  }
  const turns = transcript.conversations.flat();
  const hinted = (sure: boolean) =>
    mostTurns(
      speakers.filter(({ key }) => turns.some((turn) => turn.key === key && turn.hint?.role === 'assistant' && turn.hint.sure === sure)),
    );
  const named = hinted(true);
  if (named !== undefined) return { key: named.key, name: named.name, reason: `the name “${named.name}” says so`, certain: true };
  const marked = mostTurns(speakers.filter(({ key }) => turns.some((turn) => turn.key === key && turn.bot)));
  if (marked !== undefined) return { key: marked.key, name: marked.name, reason: 'marked as an app by the chat program', certain: true };
  const likely = hinted(false) ?? mostTurns(speakers.filter(({ name, key }) => key !== 'role:user' && soundsLikeBot(name)));
  if (likely !== undefined)
    return { key: likely.key, name: likely.name, reason: `“${likely.name}” is usually the one who answers`, certain: false };
  return byBehaviour(text, transcript, speakers);
}

function mostTurns(speakers: readonly Speaker[]): Speaker | undefined {
  return speakers.reduce<Speaker | undefined>(
    (most, speaker) => (most === undefined || speaker.turns > most.turns ? speaker : most),
    undefined,
  );
}

interface Behaviour {
  asks: number;
  answers: number;
  length: number;
  lastWords: number;
}

// Whoever answers questions at length and has the last word talks like an assistant.
function byBehaviour(text: string, transcript: Transcript, speakers: readonly Speaker[]): Choice | undefined {
  const seen = new Map<string, Behaviour>(speakers.map(({ key }) => [key, { asks: 0, answers: 0, length: 0, lastWords: 0 }]));
  for (const conversation of transcript.conversations) {
    let asker: string | undefined;
    for (const turn of conversation) {
      const behaviour = seen.get(turn.key);
      if (behaviour === undefined) continue;
      if (asker !== undefined && asker !== turn.key) behaviour.answers++;
      const asks = endsInQuestion(text, turn);
      if (asks) behaviour.asks++;
      asker = asks ? turn.key : undefined;
      behaviour.length += turn.parts.reduce((sum, part) => sum + part.end - part.start, 0);
    }
    const last = seen.get(conversation.at(-1)?.key ?? '');
    if (last !== undefined) last.lastWords++;
  }
  const candidates = speakers.filter(({ key }) => key !== 'role:user');
  const most = speakers.reduce((highest, { turns }) => Math.max(highest, turns), 0);
  const longest = candidates.reduce((most, { key, turns }) => Math.max(most, (seen.get(key)?.length ?? 0) / turns), 1);
  let best: { speaker: Speaker; behaviour: Behaviour; score: number } | undefined;
  for (const speaker of candidates.length > 0 ? candidates : speakers) {
    const behaviour = seen.get(speaker.key);
    if (behaviour === undefined) continue;
    const { asks, answers, length, lastWords } = behaviour;
    const user = transcript.conversations.some((turns) => turns.some((turn) => turn.key === speaker.key && turn.hint?.role === 'user'));
    const first = transcript.conversations[0]?.[0]?.key === speaker.key ? 0.1 : 0;
    const score =
      (answers - asks) / speaker.turns +
      (0.5 * length) / speaker.turns / longest +
      (0.5 * lastWords) / transcript.conversations.length -
      (user ? 3 : 0) -
      first +
      // Who says one thing in a long talk is a visitor.
      speaker.turns / most;
    if (best === undefined || score > best.score) best = { speaker, behaviour, score };
  }
  if (best === undefined) return undefined;
  const { speaker, behaviour } = best;
  const rivals = [...seen.values()].filter((other) => other !== behaviour);
  return { key: speaker.key, name: speaker.name, reason: reasonFor(speaker.name, behaviour, rivals), certain: false };
}

function reasonFor(name: string, behaviour: Behaviour, rivals: readonly Behaviour[]): string {
  if (behaviour.answers > behaviour.asks) return `${name} answers more questions than ${name} asks`;
  if (rivals.every((other) => other.lastWords < behaviour.lastWords)) return `${name} has the last word`;
  if (rivals.every((other) => other.length < behaviour.length)) return `${name} says the most`;
  return `${name} speaks after the other`;
}

function endsInQuestion(text: string, turn: Turn): boolean {
  const part = turn.parts.at(-1);
  if (part === undefined) return false;
  return /[?？؟][\s"'”’»)*_]*$/u.test(text.slice(Math.max(part.start, part.end - 200), part.end));
}
