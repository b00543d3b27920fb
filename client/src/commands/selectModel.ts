import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listTargets } from '../../../server/src/shared/protocol';
import { UserError } from '../errors';
import { isSetByProject, shortPath, writeProjectChoice } from '../projectFile';
import type { FileStatuses } from '../status';
import { pickStep } from '../steps';
import { currentSetting, writeSetting } from '../writeSetting';

/** Lets the user choose the model that will be trained, among those of the target. */
export async function selectModel(client: BaseLanguageClient, statuses: FileStatuses): Promise<void> {
  const targets = await client.sendRequest(listTargets, {});
  const editor = vscode.window.activeTextEditor;
  const status = editor && statuses.get(editor.document.uri);
  const targetId = status?.target.id ?? currentSetting('target');
  const target = targets.find(({ id }) => id === targetId);
  if (!target) {
    throw new UserError(`There is no training target “${targetId}”. Choose one with “Exemplar: Select Training Target…” first.`);
  }
  const project = isSetByProject(status, 'model') ? status?.project : undefined;
  const current = project ? (status?.model ?? '') : currentSetting('model');
  const items = [
    {
      label: 'The usual model of this target',
      description: current ? '' : 'current',
      detail: 'Follows the target when you change it.',
      model: undefined,
    },
    ...target.models.map(({ id, note }) => ({ label: id, description: id === current ? 'current' : '', detail: note, model: id })),
  ];
  const outcome = await pickStep({
    title: project ? `Model (${target.name}, in ${shortPath(vscode.Uri.parse(project.uri))})` : `Model (${target.name})`,
    placeholder: 'Which model will be trained? Token counts, limits and prices are those of this model.',
    items,
    active: items.find(({ model }) => (model ?? '') === current),
    back: false,
  });
  if (typeof outcome === 'string') return;
  const { model } = outcome.value;
  if (project) await writeProjectChoice(client, { uri: project.uri, model: model ?? null });
  else await writeSetting('model', model);
}
