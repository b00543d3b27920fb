/** The code of `server/assembly/lineScan.ts`, compiled to WebAssembly when a bundle is built. */
declare module 'wasm:lineScan' {
  const code: Uint8Array;
  export default code;
}

/** Where things stand in its memory and which bits mean what, as `server/assembly/layout.ts` says; in bytes from the start. */
declare module 'wasm:layout' {
  export const outputAt: number;
  export const halvesAt: number;
  export const escapesAt: number;
  export const bucketsAt: number;
  export const wordsAt: number;
  export const ignoresCase: number;
  export const isDamage: number;
  export const isAlone: number;
  export const halfCharacter: number;
  export const controlCharacter: number;
  export const whiteSpaceAround: number;
  export const everySign: number;
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
