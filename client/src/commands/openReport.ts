import * as vscode from 'vscode';
import { activeTrainingEditor } from '../activeEditor';
import type { ReportPanel } from '../report/reportPanel';
import { activeTrainingTab } from './checkOnDisk';

/** Opens the dataset report of a file that somebody names, or else of the active one. */
export async function openReport(panel: ReportPanel, uri: unknown): Promise<void> {
  panel.open(uri instanceof vscode.Uri ? uri : (activeTrainingTab() ?? activeTrainingEditor().document.uri));
}
