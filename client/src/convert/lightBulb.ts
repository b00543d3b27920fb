import * as vscode from 'vscode';

/** Languages in which people write text, not code: those of the context menu. */
const languages = [
  'plaintext',
  'markdown',
  'csv',
  'tsv',
  'log',
  'restructuredtext',
  'asciidoc',
  'html',
  'latex',
  'tex',
  'search-result',
] as const;

/** Fewer words are a word that somebody looks up, not a text to convert. */
const fewestWords = 5;

/** Offers the conversion on the light bulb of a selection; only where more than a few words are selected. */
export function offerOnLightBulb(): vscode.Disposable {
  const kind = vscode.CodeActionKind.RefactorRewrite.append('exemplar.convert');
  return vscode.languages.registerCodeActionsProvider(
    languages.map((language) => ({ language })),
    {
      provideCodeActions(document, range) {
        if (range.isEmpty || !hasWords(document.getText(range))) return [];
        const action = new vscode.CodeAction('Convert to Training Examples…', kind);
        action.command = { title: action.title, command: 'exemplar.convertSelection' };
        return [action];
      },
    },
    { providedCodeActionKinds: [kind] },
  );
}

function hasWords(text: string): boolean {
  // Languages written without spaces have words too, so letters count where those are few.
  const start = text.slice(0, 2000).trim();
  return (
    start.split(/\s+/).length >= fewestWords || (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(start) && start.length >= 10)
  );
}
