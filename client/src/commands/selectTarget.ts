import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { type FileStatus, listTargets, type TargetChoice } from '../../../server/src/shared/protocol';
import { isSetByProject, shortPath, writeProjectChoice } from '../projectFile';
import type { FileStatuses } from '../status';
import { pickStep } from '../steps';
import { currentSetting, writeSetting } from '../writeSetting';

/** Lets the user choose who will train on the files; the choice takes effect at once. */
export async function selectTarget(client: BaseLanguageClient, statuses: FileStatuses): Promise<void> {
  const targets = await client.sendRequest(listTargets, {});
  const editor = vscode.window.activeTextEditor;
  const status = editor && statuses.get(editor.document.uri);
  const project = isSetByProject(status, 'target') ? status?.project : undefined;
  const current = status?.target.id ?? currentSetting('target');
  const items = targets.map((target) => ({
    label: target.name,
    description: [target.id, target.id === current && 'current', status?.shape && fitOf(target, status.shape)].filter(Boolean).join(' · '),
    detail: target.about,
    target,
  }));
  const outcome = await pickStep({
    title: project ? `Training Target (${shortPath(vscode.Uri.parse(project.uri))})` : 'Training Target',
    placeholder: project
      ? 'This file’s project sets the target in exemplar.json: what you choose is written there.'
      : 'Who will train on your files? Lines are checked against what this service accepts.',
    items,
    active: items.find(({ target }) => target.id === current),
    back: false,
  });
  if (typeof outcome === 'string') return;
  const chosen = outcome.value;
  const { id, models } = chosen.target;
  if (project) {
    const keepsModel = !status?.model || models.some((each) => each.id === status.model);
    await writeProjectChoice(client, { uri: project.uri, target: id, ...(!keepsModel && { model: null }) });
    return;
  }
  await writeSetting('target', id);
  // A model that the new target does not train would leave the file without token counts and prices.
  const model = currentSetting('model');
  if (model && !models.some((each) => model.includes(each.id))) await writeSetting('model', undefined);
}

/** Says of a target that does not take the active file's shape that it does not. */
function fitOf({ shapes }: TargetChoice, { id, name }: NonNullable<FileStatus['shape']>): string | undefined {
  return shapes.includes(id) ? undefined : `does not take ${name}`;
}
