import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FileStatus } from '../../../server/src/shared/protocol';
import type { JobChoices } from '../../../server/src/shared/reportView';
import { fileName } from '../fileName';
import { writeProjectChoice } from '../projectFile';
import { textStep } from '../steps';
import { writeSetting } from '../writeSetting';

interface Question {
  readonly key: keyof JobChoices;
  readonly prompt: string;
  readonly refuse: (text: string) => string | undefined;
}

const questions: readonly Question[] = [
  {
    key: 'epochs',
    prompt: 'How often does the job go through the file? Empty: as often as the target does when it is not told.',
    refuse: (text) => (/^[1-9]\d{0,2}$/.test(text) ? undefined : 'A whole number from 1 to 999 is needed, or nothing.'),
  },
  {
    key: 'pricePerMillion',
    prompt: 'What does a million training tokens cost you, in US dollars? Empty: the known price, with its date.',
    refuse: (text) => (/^\d{1,6}(\.\d+)?$/.test(text) ? undefined : 'US dollars such as 3 or 0.5 are needed, or nothing.'),
  },
];

/** Asks for epochs and price of the job, and keeps them in the project file where that sets them, else in the settings. */
export async function changeJob(
  client: BaseLanguageClient,
  project: FileStatus['project'],
  uri: vscode.Uri,
  current: JobChoices,
): Promise<void> {
  const wanted = new Map<keyof JobChoices, number | undefined>();
  for (const { key, prompt, refuse } of questions) {
    const outcome = await textStep({
      title: `Training Job: ${fileName(uri)}`,
      prompt,
      value: current[key]?.toString() ?? '',
      back: false,
      refuse: (text) => (text.trim() === '' ? undefined : refuse(text.trim())),
    });
    if (typeof outcome === 'string') return;
    wanted.set(key, outcome.value.trim() === '' ? undefined : Number(outcome.value));
  }
  const changed = [...wanted].filter(([key, value]) => value !== current[key]);
  const inProject = changed.filter(([key]) => project?.sets.includes(key));
  if (project && inProject.length > 0) {
    const values = Object.fromEntries(inProject.map(([key, value]) => [key, value ?? null]));
    await writeProjectChoice(client, { ...values, uri: project.uri });
  }
  for (const [key, value] of changed) if (!project?.sets.includes(key)) await writeSetting(`training.${key}`, value, uri);
}
