import type { FileCheck } from '../core/check/fileCheck';
import { applyRemedies, chosenRemedies, type RemedyChoice, remainsOf, remediesOf } from '../core/check/remedies';
import { type Work, within } from '../core/work';
import { changesEdits } from '../features/codeActions';
import { type AboutDocument, type FileRemedies, type FixedFile, type FixFileParams, fixFile, listRemedies } from '../shared/protocol';
import { onDocument } from './requests';

const nothingRemains = { error: 0, warning: 0, info: 0, hint: 0, rules: [], fixable: 0 };

/** Tells the client what can be done about a whole file. */
export const listRemediesRegistration = onDocument<AboutDocument, FileRemedies | null>({
  name: 'listRemedies',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(listRemedies, handler),
  answer: async ({ file: { check } }, _, inTurns) =>
    check
      ? { training: true, remedies: await inTurns(remediesOf(check)), remains: await inTurns(remainsOf(check)) }
      : { training: false, remedies: [], remains: nothingRemains },
});

/** Tells the client what the chosen remedies would make of a file. */
export const fixFileRegistration = onDocument<FixFileParams, FixedFile | null>({
  name: 'fixFile',
  capabilities: {},
  nothing: null,
  listen: (connection, handler) => connection.onRequest(fixFile, handler),
  answer: async ({ file: { check } }, { remedies }, inTurns) => {
    if (!check) return null;
    return inTurns(fixed(check, remedies));
  },
});

function* fixed(check: FileCheck, remedies: readonly RemedyChoice[]): Work<FixedFile> {
  const { before, changes, applied, remains, rewrite } = yield* within(applyRemedies(check, chosenRemedies(remedies)), 0, 0.9);
  const edits = yield* within(changesEdits(before, changes), 0.9, 1);
  return { edits, applied, remains, ...(rewrite && { rewrite }) };
}
