import { fenceSpans, insideOf } from '../fences';
import { isRule } from '../horizontalRule';
import { isBlankSpan, splitLines } from '../lines';
import type { Note, Span } from '../reading';
import { normalName, roleHint } from './roles';
import type { Transcript, Turn } from './turns';

/** What one token of a chat template does: it opens a turn, closes the open one, or ends the conversation. */
type Effect = { readonly role: string } | 'close' | 'end';

interface Template {
  readonly name: string;
  /** Finds every token; the first group, where it takes part, is the role. */
  readonly token: RegExp;
  readonly effect: (token: string, role: string | undefined) => Effect;
}

const named = (token: string, role: string | undefined): Effect => (role === undefined ? endOrClose(token) : { role });

// The space behind an opening token belongs to the token; a line break before a closing one is trimmed with the content.
const templates: readonly Template[] = [
  {
    name: 'ChatML',
    token: /<\|im_start\|>[ \t]*([\p{L}\d_-]{1,40})(?:[ \t]+name=[^\s<]{1,60})?[ \t]*(?:\r?\n)?|<\|im_end\|>|<\|endoftext\|>/gu,
    effect: named,
  },
  {
    name: 'Llama 3 headers',
    token: /<\|start_header_id\|>\s{0,4}([\p{L}\d_-]{1,40})\s{0,4}<\|end_header_id\|>|<\|eo[tm]_id\|>|<\|(?:begin|end)_of_text\|>/gu,
    effect: named,
  },
  { name: 'Gemma turns', token: /<start_of_turn>[ \t]*([\p{L}\d_-]{1,40})[ \t]*(?:\r?\n)?|<end_of_turn>|<bos>|<eos>/gu, effect: named },
  {
    name: 'role tokens',
    token: /<[|｜](system|user|assistant|System|User|Assistant)[|｜]>[ \t]*(?:\r?\n)?|<\|end\|>|<\/s>|<\|endoftext\|>/gu,
    effect: named,
  },
  {
    name: 'Llama 2 [INST]',
    token: /\[\/?INST\]|<<\/?SYS>>|<\/s>|<s>/g,
    effect: (token) => {
      switch (token) {
        case '[INST]':
        case '<</SYS>>':
          return { role: 'user' };
        case '[/INST]':
          return { role: 'assistant' };
        case '<<SYS>>':
          return { role: 'system' };
        default:
          return 'close';
      }
    },
  },
];

function endOrClose(token: string): Effect {
  return /endoftext|of_text|bos|eos/.test(token) ? 'end' : 'close';
}

// Names that templates give to the assistant and that no person would use elsewhere.
const templateRoles: Readonly<Record<string, string>> = { model: 'assistant', gpt: 'assistant', human: 'user', developer: 'system' };

/** Takes apart a text in the markup of a chat template, such as ChatML or `[INST]`; undefined when it is none. */
export function readTemplate(text: string): Transcript | undefined {
  if (!/<[|｜]|\[INST\]|<start_of_turn>/.test(text)) return undefined;
  const fences = fenceSpans(text, splitLines(text));
  let best: { template: Template; tokens: RegExpExecArray[]; opened: number } | undefined;
  for (const template of templates) {
    const inside = insideOf(fences);
    const tokens = [...text.matchAll(template.token)].filter(({ index }) => !inside(index));
    const opened = tokens.filter((token) => typeof template.effect(token[0], token[1]) === 'object').length;
    if (opened > Math.max(1, best?.opened ?? 0)) best = { template, tokens, opened };
  }
  if (best === undefined) return undefined;
  return { form: best.template.name, certainty: 0.98, glue: '\n\n', ...collect(text, best.template, best.tokens) };
}

function collect(
  text: string,
  template: Template,
  tokens: readonly RegExpExecArray[],
): Pick<Transcript, 'conversations' | 'notes' | 'markup'> {
  const conversations: Turn[][] = [];
  const notes: Note[] = [];
  const markup: Span[] = [];
  let conversation: Turn[] = [];
  let opened: { role: string; label: Span } | undefined;
  let from = 0;
  const endConversation = () => {
    if (conversation.length > 0) conversations.push(conversation);
    conversation = [];
  };
  // What stands from the last token to `end` belongs to the open turn, or to nobody.
  const take = (end: number) => {
    const span = { start: from, end };
    if (isBlankSpan(text, span)) return;
    if (opened !== undefined) conversation.push(turnOf(opened.role, opened.label, span));
    else if (isRule(text.slice(from, end).trim())) {
      markup.push(span);
      endConversation();
    } else notes.push({ message: 'This text stands outside of any turn and is left out.', span });
  };
  for (const token of tokens) {
    take(token.index);
    const span = { start: token.index, end: token.index + token[0].length };
    const effect = template.effect(token[0], token[1]);
    markup.push(span);
    from = span.end;
    opened = typeof effect === 'object' ? { role: effect.role, label: span } : undefined;
    // Llama 2 begins each exchange of a conversation with <s>; at the start of a line it begins another one.
    if (effect === 'end' || (token[0] === '<s>' && /[\n\r]/.test(text.charAt(token.index - 1)))) endConversation();
  }
  take(text.length);
  endConversation();
  return { conversations, notes, markup };
}

function turnOf(role: string, label: Span, part: Span): Turn {
  const name = templateRoles[normalName(role)] ?? role;
  const hint = roleHint(name);
  return { name, key: hint?.sure === true ? `role:${hint.role}` : normalName(name), hint, bot: false, label, parts: [part] };
}
