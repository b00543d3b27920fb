import type { Fix } from '../finding';
import { quoted } from './describe';
import type { Rule } from './rule';
import { eachText } from './texts';

// LaTeX commands whose first letter JSON reads as an escape when there is only one backslash before it.
const tabCommand = /\t(?:heta|imes|ext(?:bf|it|rm|sf|tt)?|an|au|ilde|frac|riangle|op|o)(?=[\\{}()[\]$^_ ,.;:+=*/-]|$)/y;
const lostBackslash: ReadonlyMap<string, RegExp> = new Map([
  ['\f', /\f(?:rac|orall|box|lat|ootnote|ill)(?![a-z])/],
  ['\b', /[\b](?:inom|eta|egin|ar|oxed|ig[lrg]?|ullet|mod|igcup|igcap|ackslash|ot|f|oldsymbol|inary)(?![a-z])/],
  ['\t', tabCommand],
]);
const letterOf: ReadonlyMap<string, string> = new Map([
  ['\f', 'f'],
  ['\b', 'b'],
  ['\t', 't'],
]);

// The beginnings of the commands after a tab.
const commandSigns = ['\theta', '\times', '\text', '\tan', '\tau', '\tilde', '\tfrac', '\triangle', '\to'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const debris = /[\u0000-\u0008\u000e-\u001f\u007f\u000b\u000c]/;

/** A control character that nobody meant to write. */
export const controlCharacter: Rule = {
  id: 'control-character',
  about: 'line',
  severity: 'warning',
  summary: 'A text holds a control character, mostly in place of a lost backslash.',
  why: 'In JSON `\\frac` with one backslash is a form feed and the letters `rac`. The line is valid, and the model learns formulas that no program can typeset. Other control characters are remains of PDF files.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"Half?"},{"role":"assistant","content":"$\\frac{1}{2}$ and $\\beta$"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"Half?"},{"role":"assistant","content":"$\\\\frac{1}{2}$ and $\\\\beta$"}]}'],
    },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"exam\\u0002ple"}]}'] },
  ],
  good: [
    {
      lines: [
        '{"messages":[{"role":"user","content":"Half?"},{"role":"assistant","content":"$\\\\frac{1}{2}$\\n\\ttext is indented, a\\ttable too"}]}',
      ],
    },
  ],
  signs: [{ of: 'control characters' }, '\u007f', ...commandSigns],
  check({ value }, report) {
    eachText(value, (text, path) => {
      const fault = faultOf(text);
      if (!fault) return;
      const { start, end, command } = fault;
      const at = path();
      const code = `U+${text.charCodeAt(start).toString(16).toUpperCase().padStart(4, '0')}`;
      const fixes: readonly Fix[] = [
        command
          ? { kind: 'suggestion', title: 'Put the lost backslashes back', edits: [{ op: 'set', path: at, value: withBackslashes(text) }] }
          : {
              kind: 'suggestion',
              title: `Remove ${code}`,
              edits: [{ op: 'set', path: at, value: text.replaceAll(text.charAt(start), '') }],
            },
      ];
      report({
        place: { at: 'text', path: at, start, end },
        message: command
          ? `A control character (${code}) stands where a backslash was lost: ${quoted(command)} needs two backslashes in JSON, or the model learns broken formulas.`
          : `A control character (${code}) stands in this text, most likely left over from a PDF file; the model would learn to write it.`,
        fixes,
      });
    });
  },
};

interface ControlFault {
  readonly start: number;
  readonly end: number;
  /** The command that was meant; undefined for debris. */
  readonly command?: string;
}

function faultOf(text: string): ControlFault | undefined {
  for (const character of ['\f', '\b']) {
    const match = lostBackslash.get(character)?.exec(text);
    if (match) return commandFault(character, match);
  }
  const match = commandAfterTab(text);
  if (match && isFormula(text, match.index)) return commandFault('\t', match);
  const start = text.search(debris);
  return start === -1 ? undefined : { start, end: start + 1 };
}

function commandFault(character: string, { 0: letters, index }: RegExpExecArray): ControlFault {
  return { start: index, end: index + 1, command: `\\${letterOf.get(character) ?? ''}${letters.slice(1)}` };
}

// Nearly all tabs stand before other tabs, blanks or code, and are passed over without the expression.
function commandAfterTab(text: string): RegExpExecArray | null {
  let at = text.indexOf('\t');
  // Without these no line of the text is a formula.
  if (at !== -1 && !text.includes('$') && !text.includes('\\')) return null;
  for (; at !== -1; at = text.indexOf('\t', at + 1)) {
    while (text.charCodeAt(at + 1) === tab) at += 1;
    if (!isSecondLetter(text.charCodeAt(at + 1))) continue;
    tabCommand.lastIndex = at;
    const match = tabCommand.exec(text);
    if (match) return match;
  }
  return null;
}

const tab = 0x09;

function isSecondLetter(code: number): boolean {
  return code < 128 && secondLetters[code] === 1;
}

const secondLetters = new Uint8Array(128);
for (const letter of 'hieatfro') secondLetters[letter.charCodeAt(0)] = 1;

// A tab before `text` or `to` is mostly indentation: only between the signs of a formula is it a lost backslash.
function isFormula(text: string, index: number): boolean {
  const before = text.lastIndexOf('\n', index) + 1;
  const line = text.slice(before, index);
  return /[$\\]/.test(line) && !/^\s*$/.test(line);
}

function withBackslashes(text: string): string {
  let mended = text;
  for (const [character, command] of lostBackslash) {
    const all = new RegExp(command.source, 'g');
    mended = mended.replace(all, (match, ...rest) => {
      const index = Number(rest.find((each) => typeof each === 'number'));
      return character === '\t' && !isFormula(mended, index) ? match : `\\${letterOf.get(character) ?? ''}${match.slice(1)}`;
    });
  }
  return mended;
}
