import type { Refused } from '../../server/src/shared/protocol';
import { fixFirst, UserError } from './errors';

/** The answer of the server; fails with its reason where it refused. */
export function answered<Answer extends object>(answer: Answer | Refused | null): Answer {
  if (answer === null) throw new Error('The language server could not work this out.');
  if ('refused' in answer && typeof answer.refused === 'string')
    throw new UserError(answer.refused, 'fixFirst' in answer ? fixFirst : undefined);
  return answer as Answer;
}
