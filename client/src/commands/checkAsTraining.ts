import type { BaseLanguageClient } from 'vscode-languageclient';
import { treatAsTraining } from '../../../server/src/shared/protocol';
import { activeTrainingEditor } from '../activeEditor';

/** Checks the active file as training data although it does not look like it. */
export async function checkAsTraining(client: BaseLanguageClient): Promise<void> {
  const { document } = activeTrainingEditor();
  await client.sendNotification(treatAsTraining, { uri: document.uri.toString() });
}
