import type { StreamResult } from '../core/check/streamCheck';

/** Why a file is left alone, as a clause: what it holds instead of training data. */
export function whyNotTraining({ isBlank, holdsRequests }: Pick<StreamResult, 'isBlank' | 'holdsRequests'>): string {
  if (isBlank) return 'the file is empty';
  return holdsRequests ? 'requests for OpenAI’s Batch interface, which hold no answers to learn' : 'not training data';
}
