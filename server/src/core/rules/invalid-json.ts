import type { Fix } from '../finding';
import type { Cause, Fault } from '../json/reading';
import { diagnosing, type Repair } from '../json/repair';
import type { Target } from '../targets/target';
import type { Steps } from '../work';
import type { ReportTo, Rule } from './rule';
import { withWording } from './wording';

/** A line that no JSON parser takes. */
export const invalidJson: Rule = {
  id: 'invalid-json',
  about: 'text',
  severity: 'error',
  summary: 'A line is not JSON.',
  why: 'Trainers read the file line by line with a strict JSON parser. One line that it cannot read makes most services refuse the whole file, some only after the upload.',
  bad: [
    {
      lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"},]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    {
      lines: [`{'messages':[{'role':'user','content':"it's"},{'role':'assistant','content':'yes','weight':None}]}`],
      fixed: [`{"messages":[{"role":"user","content":"it's"},{"role":"assistant","content":"yes","weight":null}]}`],
    },
    {
      lines: ['{"messages":[{"role":"user","content":"one\ttwo"},{"role":"assistant","content":"three"}]} // counting'],
      fixed: ['{"messages":[{"role":"user","content":"one\\ttwo"},{"role":"assistant","content":"three"}]}'],
    },
    {
      lines: [
        '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}, {"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}',
      ],
      fixed: [
        '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}',
        '{"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}',
      ],
    },
    {
      lines: ['\ufeff{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
      fixed: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hello"}]}'],
    },
    { lines: ['{"messages":[{"role":"user","content":"Say "hi"."},{"role":"assistant","content":"hi"}]}'] },
    { lines: ['{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"hel'] },
  ],
  good: [{ lines: ['{"messages":[{"role":"user","content":"Say \\"hi\\".\\tNow."},{"role":"assistant","content":"it\'s “hi” // hi"}]}'] }],
  check(text, parsed, report, { target }) {
    if (parsed.reason !== undefined) return explaining(text, parsed.reason, report, target);
  },
};

function* explaining(text: string, reason: string, report: ReportTo, target: Target): Steps<void> {
  const { faults, repair } = yield* diagnosing(text);
  const [first] = faults;
  if (!first) {
    report({
      place: { at: 'line' },
      message: `This line is not JSON (${reason}), so the service refuses the file here: write the record anew.`,
    });
    return;
  }
  report({
    place: { at: 'span', start: first.start, end: first.end },
    message: withWording(messageOf(text, faults, first), target, 'invalid-json'),
    fixes: repair && [fixOf(faults, first, repair)],
  });
}

const refused = 'A trainer that reads the line stops here and the file is refused';

/** What is wrong and what to do about it, for each cause. */
const sayings: Readonly<Record<Cause, { readonly wrong: (spelled: string) => string; readonly remedy: string; readonly title: string }>> = {
  'byte-order-mark': {
    wrong: () => 'A byte order mark (U+FEFF), which nobody sees, stands here: joining files that begin with one leaves it in the middle.',
    remedy: 'Remove it; only the very start of a file may hold one.',
    title: 'Remove the byte order mark',
  },
  'comma-after-record': {
    wrong: () => 'A comma follows the record, as in a JSON array.',
    remedy: 'In JSON Lines the line break alone parts the records: remove the comma.',
    title: 'Remove the comma after the record',
  },
  comment: {
    wrong: () => 'This is a comment, and JSON has none.',
    remedy: 'Remove it, or keep the remark in a file of its own.',
    title: 'Remove the comment',
  },
  'control-character': {
    wrong: (spelled) => `${controlName(spelled)} stands here as such; JSON allows it only as an escape.`,
    remedy: 'Write it as an escape such as \\t or \\n, which means the same to the model.',
    title: 'Escape the control characters',
  },
  'extra-bracket': {
    wrong: (spelled) => `This \`${spelled}\` closes nothing that the line has opened.`,
    remedy: 'Remove it, or put back the bracket that opened it.',
    title: 'Remove the bracket that closes nothing',
  },
  'extra-comma': {
    wrong: () => 'A comma stands where a value or key is due.',
    remedy: 'Remove it, or write the value that is missing.',
    title: 'Remove the extra comma',
  },
  'doubled-quote': {
    wrong: () => 'The quote behind this key stands twice.',
    remedy: 'Remove one of them.',
    title: 'Remove the second quote',
  },
  'fullwidth-punctuation': {
    wrong: (spelled) => `\`${spelled}\` is a full-width character, as Chinese and Japanese keyboards write it.`,
    remedy: 'Between keys and values use the narrow one.',
    title: 'Use narrow punctuation',
  },
  'invalid-escape': {
    wrong: (spelled) => `\`${spelled}\` is no escape that JSON knows.`,
    remedy: 'If a backslash is meant, as in LaTeX, a pattern or a path, write it twice.',
    title: 'Double the backslashes that escape nothing',
  },
  'invalid-number': {
    wrong: (spelled) => `\`${shortened(spelled)}\` is not written as JSON writes numbers.`,
    remedy: 'Write it as digits without leading zeros, plus sign or separators, or as a string in double quotes.',
    title: 'Repair the number',
  },
  'invisible-character': {
    wrong: (spelled) =>
      `An invisible character (${codePointName(spelled)}) stands between the values, often left by copying from a web page.`,
    remedy: 'Remove it; outside strings only plain spaces are allowed.',
    title: 'Replace invisible characters by spaces',
  },
  'missing-bracket': {
    wrong: () => 'The line ends before all brackets are closed.',
    remedy: 'Add the `}` or `]` that is missing; a record must begin and end on one line.',
    title: 'Close the open brackets',
  },
  'missing-colon': {
    wrong: () => 'The colon between key and value is missing.',
    remedy: 'Add it before this.',
    title: 'Add the missing colon',
  },
  'missing-comma': {
    wrong: () => 'The comma between two entries is missing.',
    remedy: 'Add it after this.',
    title: 'Add the missing comma',
  },
  'missing-opening-brace': {
    wrong: () => 'The line begins with a key, without the `{` that opens a record.',
    remedy: 'Add the brace; a record must begin and end on one line.',
    title: 'Add the opening brace',
  },
  'missing-quote': {
    wrong: () => 'A quote is missing, so the text runs on into what should follow it.',
    remedy: 'Add the double quote at the end of the text.',
    title: 'Add the missing quote',
  },
  'missing-value': {
    wrong: () => 'A key has no value.',
    remedy: 'Write the value before this, or remove the key.',
    title: 'Repair the line',
  },
  'not-a-number': {
    wrong: (spelled) => `\`${spelled}\` is not a JSON number, though Python and JavaScript print it.`,
    remedy: 'Use null, or leave the key out.',
    title: 'Replace it by null',
  },
  'object-object': {
    wrong: () => '`[object Object]` is what JavaScript prints in place of a record: the record itself is lost.',
    remedy: 'Write the file again with JSON.stringify for each record.',
    title: 'Repair the line',
  },
  'only-comment': {
    wrong: () => 'The line is a comment, and JSON has none.',
    remedy: 'Delete it, or keep the remark in a file of its own.',
    title: 'Delete the comment line',
  },
  'plain-text': {
    wrong: () => 'This line is plain text, not a record.',
    remedy: 'Every line must be a JSON object in braces; delete the line, or make an example of it.',
    title: 'Repair the line',
  },
  'python-escape': {
    wrong: (spelled) => `\`${spelled}\` is an escape of Python or JavaScript that JSON does not know.`,
    remedy: 'Write \\u with four hexadecimal digits; `json.dumps` does so.',
    title: 'Write the escapes as JSON does',
  },
  'python-literal': {
    wrong: (spelled) => `\`${spelled}\` is Python's word.`,
    remedy: 'JSON writes true, false and null; `json.dumps` does so, `str` and `print` do not.',
    title: "Replace Python's words by JSON's",
  },
  'single-quotes': {
    wrong: () => 'Strings stand in single quotes, as Python prints a dictionary.',
    remedy: 'JSON knows double quotes only; write records with `json.dumps` or `JSON.stringify`, not with `str` or `print`.',
    title: 'Use double quotes',
  },
  'text-after-record': {
    wrong: (spelled) => `\`${shortened(spelled)}\` follows the record on its line.`,
    remedy: 'A line holds one record and nothing else: remove it.',
    title: 'Remove the text after the record',
  },
  'text-before-record': {
    wrong: (spelled) => `\`${shortened(spelled)}\` stands before the record.`,
    remedy: 'A line holds one record and nothing else: remove it.',
    title: 'Remove the text before the record',
  },
  'trailing-comma': {
    wrong: () => 'A comma stands before the closing bracket; JavaScript and Python allow it, JSON does not.',
    remedy: 'Remove it.',
    title: 'Remove the trailing comma',
  },
  truncated: {
    wrong: () => 'The line breaks off in the middle of a value, so the rest of the example is missing.',
    remedy: 'Restore it from its source, or delete the line; closing it as it is trains the model on half an answer.',
    title: 'Close the line where it breaks off',
  },
  'two-records': {
    wrong: () => 'A second record begins on the same line.',
    remedy: 'Put each record on a line of its own.',
    title: 'Put each record on its own line',
  },
  'typographic-quotes': {
    wrong: () => 'Typographic quotes, as word processors and web pages write them, stand where JSON wants straight ones.',
    remedy: 'Use the straight double quote " around keys and texts.',
    title: 'Use straight double quotes',
  },
  'undefined-value': {
    wrong: (spelled) => `\`${spelled}\` is no JSON value.`,
    remedy: 'JSON knows true, false and null, in small letters.',
    title: 'Use the JSON value',
  },
  'unescaped-quote': {
    wrong: () => 'This quote ends the text too early: what follows is no JSON.',
    remedy: 'A quote within a text is written \\".',
    title: 'Escape the quotes within the text',
  },
  unexpected: {
    wrong: (spelled) => `\`${shortened(spelled)}\` cannot stand here.`,
    remedy: 'Look for a quote, comma, colon or bracket that is missing before it.',
    title: 'Repair the line',
  },
  'unquoted-key': {
    wrong: (spelled) => `The key \`${shortened(spelled)}\` has no quotes, as in JavaScript.`,
    remedy: 'Put keys in double quotes.',
    title: 'Put the keys in double quotes',
  },
  'unquoted-text': {
    wrong: (spelled) => `\`${shortened(spelled)}\` is no JSON value.`,
    remedy: 'Put texts in double quotes.',
    title: 'Put the text in double quotes',
  },
  'wrong-bracket': {
    wrong: (spelled) => `\`${spelled}\` closes the wrong bracket: another one that was opened later is still open.`,
    remedy: 'Close that one first.',
    title: 'Add the missing bracket',
  },
};

function messageOf(text: string, faults: readonly Fault[], first: Fault): string {
  const { wrong, remedy } = sayings[first.cause];
  const more =
    faults.length > 1
      ? ` The line has more such faults: ${faults
          .slice(1)
          .map((each) => each.cause.replaceAll('-', ' '))
          .join(', ')}.`
      : '';
  return `${wrong(text.slice(first.start, first.end))} ${refused}. ${remedy}${more}`;
}

function fixOf(faults: readonly Fault[], first: Fault, { kind, edit }: Repair): Fix {
  return { title: faults.length > 1 ? 'Make JSON of the line' : sayings[first.cause].title, kind, edits: [edit] };
}

const controlNames: Readonly<Record<string, string>> = {
  '\t': 'A tab',
  '\n': 'A line break',
  '\r': 'A carriage return',
  '\0': 'A null character',
};

function controlName(character: string): string {
  return controlNames[character] ?? `The control character ${codePointName(character)}`;
}

function codePointName(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function shortened(spelled: string): string {
  return spelled.length > 30 ? `${spelled.slice(0, 29)}…` : spelled;
}
