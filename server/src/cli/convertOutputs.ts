import { startConversion } from '../core/convert/between/conversion';
import { reportTexts } from '../core/convert/between/reportText';
import type { Trainer } from '../core/convert/passing';
import { completionForm } from '../core/convert/prompt/completionForm';
import { multiShotPrompt, type PromptForm } from '../core/convert/prompt/prompts';
import { parseLine } from '../core/json/parse';
import { counted } from '../core/numbers';
import type { Row } from '../core/rows/row';
import type { Example } from '../core/shapes/example';
import { shapes } from '../core/shapes/index';
import { readExample } from '../core/shapes/readExample';
import type { Shape } from '../core/shapes/shape';
import { writeTranscript } from '../core/transcript/write';
import { heldToTarget } from './heldToTarget';

/** A file of training lines, its own or made of its text. */
export interface Source {
  readonly path: string;
  readonly shape: Shape;
  /** The first rows, which `rows` begins with too. */
  readonly sample: readonly Row[];
  readonly rows: AsyncIterable<Row>;
  /** The lines were made of a text in the shape that was asked for, and that was told. */
  readonly made?: true;
}

/** What was said of the output. */
export interface OutputOptions {
  /** What the assistant is called in a prompt; empty for what the format calls it. */
  readonly assistant: string;
  /** Who will train on the lines, where that was said: what they would refuse is told. */
  readonly trainer?: Trainer;
}

/** What becomes of the files: pieces of text to write one after the other, and notes on each file for people. */
export type Output = (
  sources: AsyncIterable<Source>,
  tell: (path: string, notes: readonly string[], leftOut: boolean) => void,
  options: OutputOptions,
) => AsyncIterable<string>;

/** Everything that can be written, by what `--to` calls it. */
export const outputs: Readonly<Record<string, Output>> = {
  ...Object.fromEntries(shapes.map((shape) => [shape.id, linesOf(shape)])),
  prompt: promptOf('labelled'),
  'keyed-prompt': promptOf('keyed'),
  'base-completion': baseCompletions,
  transcript: (sources) => pieces(sources, (line, index) => (index > 0 ? '\n' : '') + writeTranscript([line])),
  lines: (sources) => pieces(sources, (line) => `${line}\n`),
};

/** Every line as it is, whatever its shape; nothing behind the last line break is no line. */
async function* pieces(sources: AsyncIterable<Source>, pieceOf: (line: string, index: number) => string): AsyncGenerator<string> {
  let index = 0;
  for await (const { rows } of sources) {
    for await (const { text, lineBreak } of rows) if (text !== '' || lineBreak !== '') yield pieceOf(text, index++);
  }
}

function linesOf(to: Shape): Output {
  return async function* lines(sources, tell, { trainer }) {
    for await (const { path, shape, sample, rows, made } of sources) {
      if (made) {
        for await (const { text } of rows) yield `${text}\n`;
        continue;
      }
      const conversion = startConversion(shape, to, sample);
      const held = trainer && heldToTarget(trainer, to);
      let number = 0;
      for await (const { text } of rows) {
        number += 1;
        for (const line of conversion.convert(text)) {
          held?.look(line, number);
          yield `${line}\n`;
        }
      }
      const report = conversion.report();
      tell(path, [...reportTexts(report, to.name), ...(held?.report() ?? [])], report.leftOut.length > 0);
    }
  };
}

/** All examples as one prompt, so that they are held in memory together; the last one's answer is left open. */
function promptOf(form: PromptForm): Output {
  return async function* prompt(sources, tell, { assistant }) {
    const { examples, last } = await examplesOf(sources);
    const made = multiShotPrompt(examples, { form, question: '', user: '', assistant });
    if (!made) return tell(last, ['no example has an answer, so there is nothing to show a model'], true);
    yield made.text;
    const without = made.leftOut > 0 ? [`${counted(made.leftOut, 'example')} without an answer left out`] : [];
    tell(
      last,
      [`a prompt with ${counted(made.shots, 'example')}, ending where the answer of the last begins`, ...without],
      made.leftOut > 0,
    );
  };
}

/** Prompts and completions with marks that occur in none of them, for which all examples have to be known first. */
async function* baseCompletions(...[sources, tell, { assistant }]: Parameters<Output>): AsyncGenerator<string> {
  const { examples, last } = await examplesOf(sources);
  const { lines, separator, stop, leftOut } = completionForm(examples, assistant === '' ? '' : `${assistant}:`);
  for (const line of lines) yield `${line}\n`;
  const without = leftOut > 0 ? [`${counted(leftOut, 'example')} without an answer left out`] : [];
  tell(last, [`each prompt ends in ${JSON.stringify(separator)}; stop the model at ${JSON.stringify(stop)}`, ...without], leftOut > 0);
}

async function examplesOf(sources: AsyncIterable<Source>): Promise<{ readonly examples: readonly Example[]; readonly last: string }> {
  const examples: Example[] = [];
  let last = '';
  for await (const { path, shape, rows } of sources) {
    last = path;
    for await (const { text } of rows) {
      const parsed = parseLine(text);
      const example = parsed.ok ? readExample(parsed.value, shape) : undefined;
      if (example) examples.push(example);
    }
  }
  return { examples, last };
}
