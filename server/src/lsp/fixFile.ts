import { applyRemedies, chosenRemedies, remainsOf, remediesOf } from '../core/check/remedies';
import { changesEdits } from '../features/codeActions';
import { type AboutDocument, type FileRemedies, type FixedFile, type FixFileParams, fixFile, listRemedies } from '../shared/protocol';
import { onDocument } from './requests';

const nothingRemains = { error: 0, warning: 0, info: 0, hint: 0, fixable: 0 };

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
    const { before, changes, applied, remains, rewrite } = await inTurns(applyRemedies(check, chosenRemedies(remedies)));
    return { edits: changesEdits(before, changes), applied, remains, ...(rewrite && { rewrite }) };
  },
});
