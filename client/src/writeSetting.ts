import * as vscode from 'vscode';
import { settingsSection } from '../../server/src/shared/settings';

/** The names of the settings that commands change. */
export type ChosenSetting = 'target' | 'model' | 'training.epochs' | 'training.pricePerMillion';

/** The value that holds for the active file. */
export function currentSetting(name: ChosenSetting): string {
  return configuration().get<string>(name, '');
}

/**
 * Writes a setting where it takes effect for a file, the active one unless another is named: over a value of its folder, else for the workspace, else for
 * the user. Without a value the setting is removed there.
 */
export async function writeSetting(name: ChosenSetting, value: string | number | undefined, uri?: vscode.Uri): Promise<void> {
  const settings = configuration(uri);
  const place =
    settings.inspect(name)?.workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : vscode.workspace.workspaceFolders
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await settings.update(name, value, place);
}

function configuration(uri = vscode.window.activeTextEditor?.document.uri): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(settingsSection, uri);
}
