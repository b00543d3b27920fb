/** Made by scripts/build-vscode-tests.mjs: all files `suite/*.test.ts`, each loaded when its function is called. */
declare module 'suites' {
  export const suites: Record<string, () => unknown>;
}
