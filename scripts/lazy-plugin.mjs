/**
 * The esbuild plugin that has modules of Node be loaded when something of them is used. What our sources and the language server
 * library take of these is wanted by few sessions, or by none, and each of them loads a dozen others.
 * @type {import('esbuild').Plugin}
 */
export const lazyPlugin = {
  name: 'lazy',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?(?:child_process|crypto|v8|vm|worker_threads)$/ }, ({ path: id, namespace }) =>
      namespace === 'file' ? { path: id.replace(/^node:/, ''), namespace: 'lazy' } : undefined,
    );
    // An import asks for `__esModule` and copies what the object has itself, which is nothing else; the copy has the same prototype.
    build.onLoad({ filter: /.*/, namespace: 'lazy' }, ({ path: id }) => ({
      contents: `const later = new Proxy({}, { get: (_, name) => require('node:${id}')[name] });
        module.exports = Object.create(later, { __esModule: { value: false } });`,
    }));
  },
};
