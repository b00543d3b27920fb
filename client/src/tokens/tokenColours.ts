import * as vscode from 'vscode';
import { grouped } from '../../../server/src/shared/numbers';
import type { LineTokens, TokenizedText, TokenPiece } from '../../../server/src/shared/tokensProtocol';

/** Paints tokens into an editor, one colour after the other. */
export interface TokenColours extends vscode.Disposable {
  /** Paints the tokens of a line (from 0), in the place of what was painted before. */
  readonly paint: (editor: vscode.TextEditor, line: number, tokens: LineTokens) => void;
  readonly clear: (editor: vscode.TextEditor) => void;
}

const colours = ['exemplar.token1', 'exemplar.token2', 'exemplar.token3', 'exemplar.token4'].map((id) => new vscode.ThemeColor(id));

/** Makes ready to paint tokens; the colours are the theme's. */
export function createTokenColours(): TokenColours {
  const edge = new vscode.ThemeColor('exemplar.tokenBorder');
  const whole = colours.map((backgroundColor) => decoration({ backgroundColor, border: '1px solid', borderColor: edge }));
  // Several tokens for one character are marked as what they are: rare, and a reason why a text costs more than it seems to.
  const split = colours.map((backgroundColor) =>
    decoration({ backgroundColor, border: '1px dashed', borderColor: new vscode.ThemeColor('exemplar.splitTokenBorder') }),
  );
  const types = [...whole, ...split];
  return {
    paint: (editor, line, tokens) => {
      const painted = new Map<vscode.TextEditorDecorationType, vscode.DecorationOptions[]>(types.map((type) => [type, []]));
      for (const text of tokens.texts) {
        let start = text.start;
        let number = text.before;
        text.pieces.forEach((piece, index) => {
          const type = (piece.ids.length > 1 ? split : whole)[(text.before + index) % colours.length];
          const range = new vscode.Range(line, start, line, piece.end);
          const hoverMessage = describe(editor.document.getText(range), piece, number, text, tokens);
          if (type) painted.get(type)?.push({ range, hoverMessage });
          start = piece.end;
          number += piece.ids.length;
        });
      }
      for (const [type, options] of painted) editor.setDecorations(type, options);
    },
    clear: (editor) => {
      for (const type of types) editor.setDecorations(type, []);
    },
    dispose: () => {
      for (const type of types) type.dispose();
    },
  };
}

function decoration(look: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
  const rangeBehavior = vscode.DecorationRangeBehavior.ClosedClosed;
  return vscode.window.createTextEditorDecorationType({ ...look, borderRadius: '2px', rangeBehavior });
}

/** What a token is, which of how many, and by what number the model knows it. */
function describe(
  spelling: string,
  { ids }: TokenPiece,
  before: number,
  { total }: TokenizedText,
  { estimate, by }: LineTokens,
): vscode.MarkdownString {
  const numbers = ids.map((id) => (id < 0 ? 'not in the vocabulary' : `id ${id}`));
  const which =
    ids.length === 1
      ? `Token ${grouped(before + 1)} of ${grouped(total)} in this text · ${numbers[0]}`
      : `${ids.length} tokens for one character, from ${grouped(before + 1)} on of ${grouped(total)} in this text · ${numbers.join(', ')}`;
  const message = new vscode.MarkdownString(which);
  // In quotes, because most tokens begin with a blank.
  message.appendCodeblock(`"${spelling}"`, 'plaintext');
  if (estimate !== undefined) message.appendText(`An estimate: ${estimate}.`);
  if (by !== undefined) message.appendText(`Tokens of ${by}.`);
  return message;
}
