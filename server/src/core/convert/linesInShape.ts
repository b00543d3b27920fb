import { acceptedShape, notAccepted } from '../rules/accepted';
import type { Example, ExampleMessage } from '../shapes/example';
import { shapeById } from '../shapes/index';
import type { Shape } from '../shapes/shape';
import { isRefused } from '../shapes/write/written';
import type { Target } from '../targets/target';
import { type ConvertedLine, convertLine } from './between/convertLine';
import { jsonLine } from './between/jsonLine';
import { wellFormed } from './content';
import { passing, type Trainer } from './passing';
import type { ConvertOptions, ReadExample, ReadMessage, ReadResult } from './reading';
import { gapBefore } from './separated/marks';

/** Lines of a shape, each made of the example at the same index, and what that shape could not carry. */
export interface ShapedLines {
  readonly lines: readonly string[];
  readonly examples: readonly ReadExample[];
  /** Sentences, each with the number of examples that it is about; what is left out comes first. */
  readonly losses: readonly string[];
}

/**
 * Writes the examples in a shape, each as one line without line break. With a trainer every line passes its check; what has no place
 * in the shape, or would not pass, is left out and said.
 */
export function linesInShape(result: ReadResult, options: ConvertOptions, shape: Shape, trainer?: Trainer): ShapedLines {
  const steps = stepwise(result, options, shape, trainer);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** As `linesInShape`, with a call of `checkpoint` between steps of some milliseconds; rejects only when that does. */
export async function linesWithPauses(
  checkpoint: () => Promise<void>,
  ...[result, options, shape, trainer]: Parameters<typeof linesInShape>
): Promise<ShapedLines> {
  const steps = stepwise(result, options, shape, trainer);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await checkpoint();
  }
}

const examplesInStep = 500;

function* stepwise(result: ReadResult, options: ConvertOptions, shape: Shape, trainer: Trainer | undefined): Generator<void, ShapedLines> {
  const found = result.choices?.marks;
  const marks = { separator: options.separator ?? found?.separator ?? '', stop: options.stop ?? found?.stop ?? '' };
  if (trainer && !acceptedShape(trainer.target, shape))
    return {
      lines: [],
      examples: [],
      losses: [`${notAccepted(trainer.target, shape)} Convert the text to one of those, or choose another target.`],
    };
  const pass = trainer && passing(trainer, shape);
  const lines: string[] = [];
  const examples: ReadExample[] = [];
  const leftOut = new Map<string, number>();
  const losses = new Map<string, number>();
  for (const [index, example] of result.examples.entries()) {
    if (index % examplesInStep === examplesInStep - 1) yield;
    const written = lineOf(example, shape, marks);
    if (isRefused(written)) {
      count(leftOut, example.messages.some(({ role }) => role === 'user') ? written.refused : withoutQuestion(shape));
      continue;
    }
    for (const loss of written.losses) count(losses, loss);
    for (const line of written.lines) {
      const passed = pass ? pass(line) : line;
      if (typeof passed !== 'string') {
        count(leftOut, passed.refused);
        continue;
      }
      lines.push(passed);
      examples.push(example);
    }
  }
  const sentences = [
    ...Array.from(leftOut, ([reason, number]) => `${number === 1 ? '1 example is' : `${number} examples are`} left out: ${reason}.`),
    ...Array.from(losses, ([loss, number]) => `In ${number === 1 ? '1 example' : `${number} examples`}, ${loss}.`),
  ];
  return { lines, examples, losses: sentences };
}

/** The shape that a new file gets: that of a text without questions where it is all there is, else chat where the target takes it. */
export function usualShape(target: Target, withoutQuestions: boolean): Shape {
  const usual = withoutQuestions ? ['completion', 'text'] : ['chat', ...Object.keys(target.shapes)];
  const wanted = usual.map(shapeById).filter((shape) => shape !== undefined);
  const shape = wanted.find((each) => acceptedShape(target, each)) ?? wanted[0];
  if (shape === undefined) throw new Error('There is no shape to write.');
  return shape;
}

function lineOf(example: ReadExample, shape: Shape, marks: Marks): ConvertedLine {
  if (example.record !== undefined) return convertLine(example.record, undefined, shape);
  const written = shape.write(commonForm(example.messages));
  if (isRefused(written)) return written;
  const values = shape.id === 'completion' ? written.values.map((value) => ({ ...value, ...marked(value, marks) })) : written.values;
  return { lines: values.map(jsonLine), losses: written.losses };
}

// Lone surrogates cannot be written as UTF-8.
function commonForm(messages: readonly ReadMessage[]): Example {
  const common = messages.map(
    ({ role, content }): ExampleMessage => ({
      role,
      content: [{ kind: 'text', text: wellFormed(content), path: [] }],
      calls: [],
      path: [],
    }),
  );
  const running = !messages.some(({ role }) => role === 'user');
  return { messages: common, tools: [], rest: {}, ...(running && { running, learntFrom: 0 }) };
}

function withoutQuestion({ name }: Shape): string {
  return `a text without a question has no place among ${name}. Give the prompt that it answers, or write it as prompts and completions or as plain text`;
}

interface Marks {
  readonly separator: string;
  readonly stop: string;
}

// Where nothing is asked there is nothing to set the answer apart from.
function marked({ prompt, completion }: { readonly prompt?: unknown; readonly completion?: unknown }, { separator, stop }: Marks): object {
  const mark = prompt === '' ? '' : separator;
  const said = String(completion);
  return { prompt: String(prompt) + mark, completion: gapBefore(mark, said) + said + stop };
}

function count(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
