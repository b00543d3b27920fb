import * as vscode from 'vscode';
import { equal, eventually } from './assert.js';
import { accessibilityFindings, count, screenshot } from './page.js';

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern', 'high-contrast': 'Default High Contrast' } as const;
const colorTheme = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('workbench');

/** Takes a picture of a page in each kind of theme, and holds the page to the accessibility check in all of them. */
export async function look(name: string): Promise<void> {
  const before = colorTheme().inspect('colorTheme')?.globalValue;
  try {
    for (const [kind, theme] of Object.entries(themes)) {
      await colorTheme().update('colorTheme', theme, vscode.ConfigurationTarget.Global);
      await eventually(async () => equal(await count(`body.vscode-${kind} main`), 1));
      await screenshot(`${name}-${kind}`);
      equal(await accessibilityFindings('main'), [], theme);
    }
  } finally {
    await colorTheme().update('colorTheme', before, vscode.ConfigurationTarget.Global);
  }
}
