/**
 * The esbuild plugin that has all files share what `vscode` exports. Each that imports it, ours and those of the language client, would
 * make a copy of its own when the extension is activated: of two hundred names, ninety times.
 * @type {import('esbuild').Plugin}
 */
export const vscodePlugin = {
  name: 'vscode',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ kind, namespace }) =>
      namespace === 'file' ? { path: kind, namespace: 'vscode' } : undefined,
    );
    build.onLoad({ filter: /^import-statement$/, namespace: 'vscode' }, () => ({ contents: "export * from 'vscode';" }));
    // The language client copies nothing of what says that it was an ES module.
    build.onLoad({ filter: /^require-call$/, namespace: 'vscode' }, () => ({
      contents: "module.exports = Object.create(require('vscode'), { __esModule: { value: true } });",
    }));
  },
};
