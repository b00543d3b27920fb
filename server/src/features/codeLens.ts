import type { CodeLens } from 'vscode-languageserver-types';
import { counted } from '../core/numbers';
import type { FeatureContext } from './context';
import { rangeIn } from './diagnostics';

/** What can be done with the example that the cursor rests on, and how many tokens it has; of other lines nothing. */
export function codeLens({ file, links: { uri }, hasCommand, activeLine: line, knownTokens }: FeatureContext): CodeLens[] {
  const row = line === undefined ? undefined : file.rows[line];
  if (line === undefined || !row || !file.check || row.text.trim() === '') return [];
  const lens = (title: string, command: string): CodeLens => ({
    range: rangeIn(line, { start: 0, end: 0 }),
    command: { title, command: hasCommand(command) ? command : '', arguments: [{ uri, line }] },
  });
  const tokens = knownTokens(row);
  return [
    ...(hasCommand('exemplar.openPreview') ? [lens('Preview', 'exemplar.openPreview')] : []),
    ...(hasCommand('exemplar.editAsText') ? [lens('Edit as Text', 'exemplar.editAsText')] : []),
    ...(tokens ? [lens(tokensTitle(tokens.total, tokens.approximate), 'exemplar.showTokens')] : []),
  ];
}

function tokensTitle(total: number, approximate: boolean): string {
  return `${approximate ? 'about ' : ''}${counted(total, 'token')}`;
}
