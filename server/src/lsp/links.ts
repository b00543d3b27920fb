import type { DiagnosticLinks } from '../features/diagnostics';
import type { Session } from './session';

/** Where the diagnostics of a document link to. */
export function linksOf({ options: { rulePages } }: Session, uri: string): DiagnosticLinks {
  return rulePages ? { uri, rulePages } : { uri };
}
