export function writeVocabularies(outDir: string): Promise<void>;
export function vocabulary(name: string): Promise<Uint8Array>;
