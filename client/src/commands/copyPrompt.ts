import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { counted } from '../../../server/src/shared/numbers';
import { type MultiShotParams, type MultiShotPrompt, multiShot } from '../../../server/src/shared/protocol';
import { activeTrainingEditor } from '../activeEditor';
import { UserError } from '../errors';
import { fileName } from '../fileName';
import { type LineRange, linesOf } from '../selectedLines';
import { type Outcome, pickStep, runSteps, textStep } from '../steps';
import { trainingFiles } from '../trainingFiles';

type Form = MultiShotParams['form'];

interface FormItem extends vscode.QuickPickItem {
  readonly form: Form;
}

const forms: readonly FormItem[] = [
  {
    form: 'labelled',
    label: 'Turns with Labels',
    detail: 'ends in “assistant:”, where the model goes on; for any model',
  },
  {
    form: 'keyed',
    label: 'Turns in JSON',
    detail: 'one conversation a line, ends in {"assistant": " for the model to go on; base models keep to it',
  },
  {
    form: 'completion',
    label: 'Prompts and Completions',
    detail: 'lines to train a base model, with a separator and a stop sequence that occur in no text',
  },
];

interface Questions {
  readonly form: Form;
  readonly assistant: string;
  readonly question: string;
  readonly place: 'clipboard' | 'editor';
}

const title = 'Copy as Multi-Shot Prompt';

/**
 * Makes a prompt of the selected examples, or of all, and copies it or opens it. `{ form, question, assistant, destination }` are
 * not asked for where a key binding gives them. Returns the prompt; undefined when the user gave up.
 */
export async function copyPrompt(client: BaseLanguageClient, options: unknown): Promise<string | undefined> {
  const { document, selections } = activeTrainingEditor();
  const given = readOptions(options);
  const selected = selections.filter(({ isEmpty }) => !isEmpty).map(linesOf);
  const chosen = await runSteps<Questions>(
    { form: given.form ?? 'labelled', assistant: given.assistant ?? '', question: given.question ?? '', place: given.place ?? 'clipboard' },
    [
      (state, back) => (given.form === undefined ? pickForm(selected, state, back) : undefined),
      (state, back) => (given.assistant !== undefined || state.form === 'labelled' ? undefined : askAssistant(state, back)),
      (state, back) => (given.question !== undefined || state.form === 'completion' ? undefined : askQuestion(state, back)),
      (state, back) => (given.place === undefined ? pickPlace(state, back) : undefined),
    ],
  );
  if (!chosen) return undefined;
  const { form, assistant, question, place } = chosen;
  const prompt = await client.sendRequest(multiShot, {
    textDocument: { uri: document.uri.toString() },
    ...(selected.length > 0 && { lines: selected }),
    form,
    question,
    user: '',
    assistant,
  });
  if (prompt === null) throw new UserError(`The language server has not read ${fileName(document.uri)} yet. Try again in a moment.`);
  if (!prompt.training) throw new UserError(`${fileName(document.uri)} does not look like training data, so it holds no examples.`);
  if (prompt.text === '') throw new UserError('None of the examples has an answer, so there is nothing to show a model.');
  const where = await bring(prompt, form, place);
  // Not awaited: the message may stay until somebody reads it.
  void vscode.window.showInformationMessage(told(prompt, form, where));
  return prompt.text;
}

function whichExamples(selected: readonly LineRange[]): string {
  const count = selected.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  if (count === 0) return 'are all examples of the file (select lines for fewer)';
  return count === 1 ? 'is the selected example' : `are the ${count} selected examples`;
}

async function pickForm(selected: readonly LineRange[], state: Questions, back: boolean): Promise<Outcome<Questions>> {
  const outcome = await pickStep({
    title,
    placeholder: `In which form ${whichExamples(selected)} to be shown?`,
    items: forms,
    active: forms.find(({ form }) => form === state.form),
    back,
  });
  return typeof outcome === 'string' ? outcome : { value: { ...state, form: outcome.value.form } };
}

async function askAssistant(state: Questions, back: boolean): Promise<Outcome<Questions>> {
  const outcome = await textStep({
    title: `${title}: Assistant`,
    prompt:
      state.form === 'keyed'
        ? 'What is the assistant called? A name of its own helps the model to stay in character. Empty: assistant.'
        : 'A label before each completion, such as a name. Empty: none.',
    value: state.assistant,
    back,
    refuse: () => undefined,
  });
  return typeof outcome === 'string' ? outcome : { value: { ...state, assistant: outcome.value.trim() } };
}

async function askQuestion(state: Questions, back: boolean): Promise<Outcome<Questions>> {
  const outcome = await textStep({
    title: `${title}: Question`,
    prompt: 'What is the model to answer? Empty: the last example’s answer is left open, to compare it with yours.',
    value: state.question,
    back,
    refuse: () => undefined,
  });
  return typeof outcome === 'string' ? outcome : { value: { ...state, question: outcome.value } };
}

async function pickPlace(state: Questions, back: boolean): Promise<Outcome<Questions>> {
  const items = [
    { label: '$(clippy) Copy to the Clipboard', place: 'clipboard' },
    { label: '$(new-file) Open in a New Editor', place: 'editor' },
  ] as const;
  const outcome = await pickStep<(typeof items)[number]>({ title, placeholder: 'Where is it to go?', items, back });
  return typeof outcome === 'string' ? outcome : { value: { ...state, place: outcome.value.place } };
}

async function bring({ text }: MultiShotPrompt, form: Form, place: Questions['place']): Promise<string> {
  if (place === 'clipboard') {
    await vscode.env.clipboard.writeText(text);
    return 'Copied';
  }
  const language = form === 'completion' ? trainingFiles.language : 'plaintext';
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content: text }), { preview: false });
  return 'Opened';
}

function told({ examples, leftOut, note }: MultiShotPrompt, form: Form, where: string): string {
  const shown = counted(examples, 'example');
  const what = form === 'completion' ? shown : `a prompt with ${shown}`;
  const without = leftOut > 0 ? ` ${leftOut} without an answer ${leftOut === 1 ? 'was' : 'were'} left out.` : '';
  return `${where} ${what}.${without}${note === '' ? '' : ` ${note}`}`;
}

interface GivenOptions {
  readonly form?: Form;
  readonly question?: string;
  readonly assistant?: string;
  readonly place?: Questions['place'];
}

function readOptions(argument: unknown): GivenOptions {
  if (typeof argument !== 'object' || argument === null || 'scheme' in argument) return {};
  const { form, question, assistant, destination } = argument as Readonly<Record<string, unknown>>;
  const known = forms.find((each) => each.form === form)?.form;
  return {
    ...(known !== undefined && { form: known }),
    ...(typeof question === 'string' && { question }),
    ...(typeof assistant === 'string' && { assistant }),
    ...((destination === 'clipboard' || destination === 'editor') && { place: destination }),
  };
}
