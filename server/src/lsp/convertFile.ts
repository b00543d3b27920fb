import { shapeChoices } from '../core/convert/between/choices';
import { startConversion } from '../core/convert/between/conversion';
import { reportTexts } from '../core/convert/between/reportText';
import { completionForm } from '../core/convert/prompt/completionForm';
import { multiShotPrompt } from '../core/convert/prompt/prompts';
import { isObject, parseLine } from '../core/json/parse';
import type { Row } from '../core/rows/row';
import type { Example } from '../core/shapes/example';
import { shapeById } from '../core/shapes/index';
import { readExample } from '../core/shapes/readExample';
import type { Shape } from '../core/shapes/shape';
import type { Work } from '../core/work';
import {
  type AboutDocument,
  type ConvertedFile,
  type ConvertFileParams,
  convertFile,
  type FileConversions,
  listConversions,
  type MultiShotParams,
  type MultiShotPrompt,
  multiShot,
} from '../shared/protocol';
import { onDocument } from './requests';

/** Tells the client in which shapes a file could be written. */
export const listConversionsRegistration = onDocument<AboutDocument, FileConversions | null>({
  name: 'listConversions',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(listConversions, handler),
  answer: ({ file: { check, rows }, target }) => {
    if (!check) return { training: false, target: target.name, choices: [] };
    const { fileShape } = check.context;
    const choices = shapeChoices(rows, fileShape, target);
    return {
      training: true,
      from: fileShape.name,
      target: target.name,
      ...(choices.length === 0 && !rows.some(isReadable) && { unreadable: true }),
      choices: choices.map(({ shape, accepted, report }) => ({
        id: shape.id,
        name: shape.name,
        accepted,
        losses: [...report.leftOut.map(({ what, lines }) => `${lines} left out: ${what}`), ...report.losses.map(({ what }) => what)],
      })),
    };
  },
});

function isReadable({ text }: Row): boolean {
  const parsed = parseLine(text);
  return parsed.ok && isObject(parsed.value);
}

/** Tells the client what a file becomes in another shape. */
export const convertFileRegistration = onDocument<ConvertFileParams, ConvertedFile | null>({
  name: 'convertFile',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(convertFile, handler),
  answer: async ({ file: { check, rows } }, { to }, inTurns) => {
    const shape = shapeById(to);
    if (!check || !shape) return null;
    return inTurns(converted([...rows], check.context.fileShape, shape));
  },
});

function* converted(rows: readonly Row[], from: Shape, to: Shape): Work<ConvertedFile> {
  const conversion = startConversion(from, to, rows);
  const lines: string[] = [];
  for (const [index, { text }] of rows.entries()) {
    yield index / rows.length;
    for (const line of conversion.convert(text)) lines.push(`${line}\n`);
  }
  const report = conversion.report();
  const texts = reportTexts(report, to.name);
  return { text: lines.join(''), written: report.written, summary: texts[0] ?? '', losses: texts.slice(1) };
}

// A prompt with more examples than this is for no model.
const mostShots = 1000;

/** Makes a prompt of lines of a file. */
export const multiShotRegistration = onDocument<MultiShotParams, MultiShotPrompt | null>({
  name: 'multiShot',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(multiShot, handler),
  answer: ({ file: { check, rows } }, { lines, form, question, user, assistant }) => {
    if (!check) return { training: false, text: '', examples: 0, leftOut: 0, note: '' };
    const chosen = lines ? rows.filter((_, index) => lines.some(({ start, end }) => start <= index && index <= end)) : rows;
    const examples = examplesOf(chosen.slice(0, mostShots), check.context.fileShape);
    if (form === 'completion') {
      const { lines: written, separator, stop, leftOut } = completionForm(examples, assistant === '' ? '' : `${assistant}:`);
      const note = `Each prompt ends in ${JSON.stringify(separator)}; stop the model at ${JSON.stringify(stop)}.`;
      return { training: true, text: written.map((line) => `${line}\n`).join(''), examples: written.length, leftOut, note };
    }
    const prompt = multiShotPrompt(examples, { form, question, user, assistant });
    return {
      training: true,
      text: prompt?.text ?? '',
      examples: prompt?.shots ?? 0,
      leftOut: prompt?.leftOut ?? examples.length,
      note: '',
    };
  },
});

function examplesOf(rows: readonly Row[], shape: Shape): Example[] {
  return rows.flatMap(({ text }) => {
    const parsed = parseLine(text);
    const example = parsed.ok ? readExample(parsed.value, shape) : undefined;
    return example ? [example] : [];
  });
}
