import { described, type RuleProblems, summaryOf } from '../core/check/problemSummary';
import { type AboutDocument, listProblems } from '../shared/protocol';
import { onDocument } from './requests';

/** Tells the client what was found in a file by rule, all of it: editors show a limited number of problems. */
export const listProblemsRegistration = onDocument<AboutDocument, readonly RuleProblems[]>({
  name: 'listProblems',
  capabilities: {},
  nothing: [],
  listen: (connection, handler) => connection.onRequest(listProblems, handler),
  answer: async ({ file: { check } }, _, inTurns) => {
    if (!check) return [];
    await inTurns(check.checkAll());
    return described(summaryOf(check.findings()));
  },
});
