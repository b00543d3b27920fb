import type { BaseLanguageClient } from 'vscode-languageclient';
import { listTargets } from '../../../server/src/shared/protocol';
import { pickStep } from '../steps';
import { currentSetting, writeSetting } from '../writeSetting';

/** Lets the user choose who will train on the files; the choice takes effect at once. */
export async function selectTarget(client: BaseLanguageClient): Promise<void> {
  const targets = await client.sendRequest(listTargets, {});
  const current = currentSetting('target');
  const items = targets.map((target) => ({
    label: target.name,
    description: target.id === current ? `${target.id} (current)` : target.id,
    detail: target.about,
    target,
  }));
  const outcome = await pickStep({
    title: 'Training Target',
    placeholder: 'Who will train on your files? Lines are checked against what this service accepts.',
    items,
    active: items.find(({ target }) => target.id === current),
    back: false,
  });
  if (typeof outcome === 'string') return;
  const chosen = outcome.value;
  const { id, models } = chosen.target;
  await writeSetting('target', id);
  // A model that the new target does not train would leave the file without token counts and prices.
  const model = currentSetting('model');
  if (model && !models.some((each) => model.includes(each.id))) await writeSetting('model', undefined);
}
