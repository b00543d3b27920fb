import { diagnosticsRegistration } from './diagnostics';
import type { Registration } from './registration';

/** Every feature, one line each. */
export const registrations: readonly Registration[] = [diagnosticsRegistration];
