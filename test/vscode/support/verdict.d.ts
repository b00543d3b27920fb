/** What the command line says of the samples. */
declare module 'verdict' {
  interface Finding {
    readonly rule: string;
    readonly range: { readonly start: Place; readonly end: Place };
    readonly message: string;
  }
  interface Place {
    readonly line: number;
    readonly character: number;
  }
  const report: { readonly files: readonly { readonly path: string; readonly findings: readonly Finding[] }[] };
  export default report;
}
