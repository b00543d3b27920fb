import { missingRole } from './missing-role';
import type { Rule } from './rule';

/** Every rule, in the order in which they run and are documented. */
export const rules: readonly Rule[] = [missingRole];
