import * as vscode from 'vscode';
import type { Mark } from '../../../server/src/shared/transcriptProtocol';

const chatRoles: readonly string[] = ['user', 'assistant', 'system', 'tool'];

/** Completes the headings of transcripts: by what stands in other headings, and by the roles of a chat. */
export function completeHeadings(
  selector: vscode.DocumentSelector,
  marksOf: (document: vscode.TextDocument) => Promise<readonly Mark[]>,
): vscode.Disposable {
  const provider: vscode.CompletionItemProvider = {
    provideCompletionItems: async (document, position) => {
      const { text } = document.lineAt(position.line);
      const signs = /^={3,5}(?!=)/.exec(text)?.[0].length;
      if (signs === undefined || position.character < signs) return [];
      const marks = (await marksOf(document)).filter(({ line }) => line !== position.line);
      const range = new vscode.Range(position.line, signs, position.line, text.length);
      return labelsFor(signs, marks).map((label, index) =>
        Object.assign(new vscode.CompletionItem(label, vscode.CompletionItemKind.EnumMember), {
          range,
          insertText: ` ${label}`,
          filterText: ` ${label}`,
          sortText: String(index).padStart(4, '0'),
        }),
      );
    },
  };
  return vscode.languages.registerCompletionItemProvider(selector, provider, '=', ' ');
}

/** What may stand behind so many signs, the usual first. */
function labelsFor(signs: number, marks: readonly Mark[]): readonly string[] {
  if (signs === 5) return ['example'];
  const known = labelsOf(marks, signs === 4 ? 'section' : 'message');
  // Other formats have roles of their own, beside which those of a chat would be wrong.
  const isChat = known.length === 0 || known.some((label) => chatRoles.includes(label));
  const usual = signs === 3 && isChat ? chatRoles : [];
  return [...new Set([...usual, ...known])];
}

function labelsOf(marks: readonly Mark[], kind: Mark['kind']): readonly string[] {
  return marks.flatMap((mark) => (mark.kind === kind && mark.label !== '' ? [mark.label] : []));
}
