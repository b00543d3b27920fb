import { checkStream } from '../server/src/core/check/streamCheck';
import { type CheckSettings, TrainingFile } from '../server/src/core/check/trainingFile';
import { readRows } from '../server/src/core/rows/readRows';
import { defaultTargetId, targetById } from '../server/src/core/targets/index';

const target = targetById(defaultTargetId);
if (!target) throw new Error('the default target is not built in');
const settings: CheckSettings = {
  target,
  severities: {},
  onRuleError: (rule, error) => {
    throw new Error(rule, { cause: error });
  },
};

/** Checks a document's text as the server does, and counts the findings. */
export function checkText(text: string): number {
  const { check } = new TrainingFile(text, settings);
  if (!check) throw new Error('the corpus was not taken for training data');
  check.checkPending(() => true);
  return check.findings().length;
}

/** Checks bytes as the command line does, and counts the findings. */
export async function checkBytes(bytes: Uint8Array): Promise<number> {
  const { findings } = await checkStream(readRows(piecesOf(bytes)), settings, { excerptOf: () => '' });
  return findings.length;
}

async function* piecesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const piece = 1 << 20;
  for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece);
}
