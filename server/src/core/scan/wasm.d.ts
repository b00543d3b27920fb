/** The code of `server/assembly/lineScan.ts`, compiled to WebAssembly when a bundle is built. */
declare module 'wasm:lineScan' {
  const code: Uint8Array;
  export default code;
}

/** As much of WebAssembly's interface as is used here; both hosts have it. */
declare namespace WebAssembly {
  class Module {
    constructor(code: Uint8Array);
  }
  class Instance {
    constructor(module: Module);
    readonly exports: unknown;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
}
