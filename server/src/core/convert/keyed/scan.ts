import { createScanner } from 'jsonc-parser';
import { isBlank } from '../lines';
import type { Note, Span } from '../reading';
import { splitAtSystem } from '../transcript/parse';
import { normalName, roleHint } from '../transcript/roles';
import type { Transcript, Turn } from '../transcript/turns';

// The parser declares its kinds of tokens as constants that only its own compilation can read.
const kinds = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, colon: 6, text: 10, end: 17 } as const;
const errors = { none: 0, unexpectedEndOfString: 2 } as const;

/** A chat whose turns are objects of one key, as the text has it. */
export interface KeyedChat {
  readonly transcript: Transcript;
  /** Objects that are a turn, and objects that are something else. */
  readonly turns: number;
  readonly others: number;
}

/**
 * Reads `[{"user": "…"}, {"anita": "…"}]`, several such lists, or such objects one a line. Takes any text: what is none of it
 * is said, and a last turn that is not closed is an open slot. Time grows with the text.
 */
export function scanKeyedChat(text: string): KeyedChat {
  const scanner = createScanner(text, true);
  const conversations: Turn[][] = [];
  const notes: Note[] = [];
  const markup: Span[] = [];
  const names = new Map<string, string>();
  let conversation: Turn[] = [];
  let turns = 0;
  let others = 0;
  let depth = 0;
  let stray: { start: number; end: number } | undefined;

  const finish = () => {
    if (conversation.length > 0) for (const part of splitAtSystem(conversation)) conversations.push(part);
    conversation = [];
  };
  const tell = () => {
    if (stray !== undefined) notes.push({ message: 'This is no turn of a chat and is left out.', span: stray });
    stray = undefined;
  };
  const here = (): Span => ({ start: scanner.getTokenOffset(), end: scanner.getTokenOffset() + scanner.getTokenLength() });
  const pass = (span: Span) => {
    if (stray === undefined) stray = { ...span };
    else stray.end = span.end;
  };
  const take = (from: number, key: string, label: Span, value: Span, said: string) => {
    tell();
    turns++;
    markup.push({ start: from, end: value.start + 1 });
    if (isBlank(said)) {
      notes.push({ message: 'This turn says nothing and is left out.', span: { start: from, end: value.end } });
      return;
    }
    const hint = roleHint(key);
    const id = hint?.sure === true ? `role:${hint.role}` : normalName(key);
    const name = names.get(id) ?? key;
    names.set(id, name);
    const parts = [{ start: value.start + 1, end: value.end - 1 }];
    conversation.push({ name, key: id, hint, bot: false, label, parts, said });
  };

  for (let token = scanner.scan(); token !== kinds.end; token = scanner.scan()) {
    switch (token) {
      case kinds.openBracket:
        if (depth++ === 0) {
          tell();
          finish();
        }
        markup.push(here());
        break;
      case kinds.closeBracket:
        if (depth > 0 && --depth === 0) finish();
        markup.push(here());
        break;
      case kinds.comma:
        if (stray === undefined) markup.push(here());
        else pass(here());
        break;
      case kinds.openBrace: {
        const object = readObject();
        if (object.kind === 'turn') take(object.start, object.key, object.label, object.value, object.said);
        else if (object.kind === 'open') {
          tell();
          notes.push({ message: 'The last turn is open: the model is to write it here. It is left out.', span: object.span });
        } else {
          others++;
          pass(object.span);
        }
        break;
      }
      default:
        pass(here());
    }
  }
  tell();
  finish();
  return {
    transcript: { form: 'one key a turn', certainty: 0.95, conversations, notes, markup, glue: '\n\n' },
    turns,
    others,
  };

  // Behind the opening brace; what is no turn is passed over to its closing one.
  function readObject():
    | {
        readonly kind: 'turn';
        readonly start: number;
        readonly key: string;
        readonly label: Span;
        readonly value: Span;
        readonly said: string;
      }
    | { readonly kind: 'open' | 'other'; readonly span: Span } {
    const start = scanner.getTokenOffset();
    if (scanner.scan() !== kinds.text) return skip(start);
    const key = scanner.getTokenValue();
    const label = here();
    const colon = scanner.scan();
    if (colon === kinds.end) return { kind: 'open', span: { start, end: text.length } };
    if (colon !== kinds.colon) return skip(start);
    const token = scanner.scan();
    // A text may end behind the quotation mark that opens the slot, or in the middle of the words.
    const unfinished =
      scanner.getTokenError() === errors.unexpectedEndOfString && isBlank(text.slice(scanner.getTokenOffset() + scanner.getTokenLength()));
    if (token === kinds.end || unfinished) return { kind: 'open', span: { start, end: text.length } };
    if (token !== kinds.text || scanner.getTokenError() !== errors.none) return skip(start);
    const value = here();
    const said = scanner.getTokenValue();
    const end = scanner.scan();
    if (end !== kinds.closeBrace) return end === kinds.end ? { kind: 'open', span: { start, end: text.length } } : skip(start);
    markup.push(here(), { start: value.end - 1, end: value.end });
    return { kind: 'turn', start, key, label, value, said };
  }

  function skip(start: number): { readonly kind: 'other'; readonly span: Span } {
    let open = 1;
    let token = scanner.getToken();
    while (token !== kinds.end) {
      if (token === kinds.openBrace) open++;
      else if (token === kinds.closeBrace && --open === 0) break;
      token = scanner.scan();
    }
    return { kind: 'other', span: { start, end: token === kinds.end ? text.length : here().end } };
  }
}
