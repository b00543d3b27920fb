import { queryHelp } from '../core/fileOps/query';
import { targets } from '../core/targets/index';
import { outputs } from './convertOutputs';
import { readingNames } from './convertText';
import { operationTexts } from './transformArguments';

/** What can be typed, and what that does. */
export const help = `Usage: exemplar check FILES… [options]
       exemplar fix FILES… [options]
       exemplar convert FILES… [options]
       exemplar transform OPERATION FILE [options]
       exemplar split FILE [options]
       exemplar count FILE QUERY [options]
       exemplar stats FILES… [options]

check says what is wrong with chat fine-tuning files (.jsonl), one training example a line, measured by
what a trainer accepts. fix lists what can be done about it, and does it. convert writes training files in
another shape, and makes training lines of plain text. transform works on a file as a whole, split makes a
part for training and one for validation, count says how many lines match, stats reports what files hold
and what training on them costs. A file named - is standard input;
convert takes folders too, and reads the text files below them.

Options of check and fix:
  --target NAME       who will train: ${targets.map(({ id }) => id).join(', ')}
                      (when not given, what exemplar.json says, else openai)

Options of check:
  --model NAME        count tokens for this model of the target
  --format FORMAT     text (the default) or json
  --max-warnings N    fail when there are more warnings than this
  --max-listed N      list so many problems of a file, the worst ones (20,000 when not given), and the
                      first of each rule; all are counted

Options of fix:
  --diff              print the change as a unified diff
  --write             apply the safe remedies to the files
  --all               with --diff or --write: the suggested remedies too

Options of convert:
  --to KIND           what to write (what the target usually takes when not given, mostly chat):
                      ${listed(Object.keys(outputs))}
                      transcript is text that people can edit and merge, and that comes back
                      without loss; lines are training lines as they are
  --target ID         who will train on the lines (openai when not given): lines made of texts pass its check,
                      and an example that it would refuse is left out and said
  --out FILE, -o      write to this file, not to standard output
  --force             replace that file where it is there already
  --as READING        read the files as text in this way (the likeliest when not given):
                      ${listed(readingNames)}
  --assistant NAME    the speaker who is the assistant
  --system TEXT       the system message of examples that bring none of their own
  --prompt TEXT       what running text answers; {title} stands for its heading or first words
  --heading TEXT      the prompt above a section: {heading}, {path} and {title} are filled in
  --column ROLE=NAME  a table's column for user, assistant or system (NAME,NAME for several); may be repeated
  --separator TEXT    what stands between prompt and completion, in the text and with --to completion (\\n is a line break)
  --stop TEXT         what stands behind each completion
  --keep-line-breaks  do not join the lines of prose that are broken because they were full
  --max-tokens N      cut what makes a longer example: between turns, paragraphs or sentences, never within code
  --overlap N         tokens that each part repeats of the one before

Operations of transform:
${Object.entries(operationTexts)
  .map(([name, text]) => `  ${name.padEnd(18)}  ${text}\n`)
  .join('')}
Options of transform:
  --out FILE, -o      write to this file, not to standard output
  --force             replace that file where it is there already
  --write             write over the file itself, once the result is whole
  --target, --model   whose tokens and rules count

Options of split:
  --validation SIZE   a share such as 10% (the default), or a number of examples
  --seed N            the same number makes the same choice again (1 when not given)
  --out FOLDER, -o    where to write NAME-train.jsonl and NAME-validation.jsonl (beside the file when not given)
  --force             replace files that are there already

Options of count:
  --lines             print the numbers of the lines
  --target, --model   whose tokens and rules count

Options of stats:
  --format FORMAT     text (the default), json, markdown or html (one page that loads nothing)
  --out FILE, -o      write to this file, not to standard output
  --force             replace that file where it is there already
  --target, --model   who will train, and the model whose tokens count
  --epochs N          the epochs of the job (what the target takes when not given)
  --price DOLLARS     the model's price for a million training tokens, in place of the known one

A query: ${queryHelp.replaceAll('; ', '\n         ')}

Options of all: --help (-h), --version

Exit code of check: 0 no errors, 1 errors or too many warnings, 2 a file could not be read, or none is training data.
Exit code of fix: 0 nothing to fix or written, 1 something to fix or errors remain, 2 a file could not be read or written.
Exit code of convert: 0 all is written, 1 something was left out, 2 a file could not be read or written.
Exit code of transform, split and stats: 0 done, 2 it could not be done. Exit code of count: 0 some, 1 none, 2 the file could not be read.
Exit code of all: 130 stopped with Ctrl+C. A file is written beside its place and put there once it is whole.
`;

/** The words with commas, on lines that fit under the options. */
function listed(words: readonly string[]): string {
  return words.join(', ').replace(/(.{60,75},) /g, `$1\n${' '.repeat(22)}`);
}
