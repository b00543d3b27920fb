import type { Rule } from './rule';
import { eachText } from './texts';

const token =
  /<\|(?:im_start|im_end|im_sep|endoftext|endofprompt|eot_id|eom_id|start_header_id|end_header_id|begin_of_text|end_of_text|python_tag|start|end|message|channel|return|call|constrain|user|assistant|system|pad|sep|fim_(?:prefix|middle|suffix))\|>|<\/s>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<｜[^｜>]{1,40}｜>/g;

/** A token of a chat template within a text. */
export const specialToken: Rule = {
  id: 'special-token',
  about: 'line',
  severity: 'warning',
  summary: 'A text holds a special token of a chat template.',
  why: 'Trainers put these tokens around the messages themselves. Within a text they are read as letters or cut the message in two, and the model learns to write them.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello<|im_end|>"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"a <| b |> c, <s>struck</s>"}]}'] }],
  signs: ['<|', '</s>', 'INST]', '<<SYS>>', '<</SYS>>', '<start_of_turn>', '<end_of_turn>', '<｜'],
  check({ value }, report, { fileShape }) {
    // Plain text to go on learning from is rendered with its template, so there the tokens are meant.
    if (fileShape.id === 'text') return;
    eachText(value, (text, path) => {
      token.lastIndex = 0;
      const match = token.exec(text);
      if (!match || (match[0] === '</s>' && isMarkup(text))) return;
      const at = path();
      report({
        place: { at: 'text', path: at, start: match.index, end: match.index + match[0].length },
        message: `\`${match[0]}\` belongs to a chat template: the trainer adds it where it is due, and within a text the model learns to write it. Remove it.`,
        fixes: [
          { kind: 'suggestion', title: 'Remove the special tokens', edits: [{ op: 'set', path: at, value: text.replace(token, '') }] },
        ],
      });
    });
  },
};

// The closing tag of a struck-out word in HTML has its opening tag before it and more text behind it.
function isMarkup(text: string): boolean {
  return /<s>[^<]+<\/s>/.test(text);
}
