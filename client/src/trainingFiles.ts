/** Selects the language that the extension works on, wherever the file lies. */
export const trainingFiles = { language: 'jsonl' } as const;
