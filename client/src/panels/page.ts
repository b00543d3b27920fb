import * as vscode from 'vscode';

/** What a page is made of. */
export interface PageSource {
  readonly extensionUri: vscode.Uri;
  /** The name of its script and style sheet in `dist/webview`. */
  readonly name: string;
  readonly title: string;
}

/** A page in a webview, with the types of what goes to it and comes from it. */
export interface Page<ToPage extends object, FromPage extends object> {
  readonly send: (message: ToPage) => void;
  readonly onMessage: (listener: (message: FromPage) => void) => vscode.Disposable;
  /** Loads the page anew; images come out of the page itself, and with `remoteImages` from the web too. */
  readonly load: (options: { readonly remoteImages: boolean }) => void;
}

/** Makes a webview into such a page. It may run its own script and nothing else, and reach no network. */
export function openPage<ToPage extends object, FromPage extends object>(
  webview: vscode.Webview,
  { extensionUri, name, title }: PageSource,
): Page<ToPage, FromPage> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const file = (ending: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, `${name}.${ending}`)).toString();
  return {
    // Not awaited: a page that is hidden or being loaded loses the message, and asks for all when it is there.
    send: (message) => void webview.postMessage(message),
    onMessage: (listener) => webview.onDidReceiveMessage(listener),
    load: ({ remoteImages }) => {
      const nonce = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
      const policy = [
        "default-src 'none'",
        `script-src 'nonce-${nonce}'`,
        `style-src ${webview.cspSource}`,
        `img-src data:${remoteImages ? ' https:' : ''}`,
        // No text becomes HTML; only the templates of the controls do, which are part of the script.
        "require-trusted-types-for 'script'",
        'trusted-types lit-html',
      ].join('; ');
      webview.html = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${file('css')}">
</head>
<body>
<script nonce="${nonce}" src="${file('js')}"></script>
</body>
</html>`;
    },
  };
}
