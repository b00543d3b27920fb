import { batchRequest } from './batch-request';
import { contentType } from './content-type';
import { duplicateExample } from './duplicate-example';
import { emptyContent } from './empty-content';
import { lastMessage } from './last-message';
import { missingContent } from './missing-content';
import { missingMessages } from './missing-messages';
import { missingRole } from './missing-role';
import { mixedShapes } from './mixed-shapes';
import { noAssistantMessage } from './no-assistant-message';
import { roleNotAllowed } from './role-not-allowed';
import type { Rule } from './rule';
import { schemaRule } from './schema';
import { shapeNotAccepted } from './shape-not-accepted';
import { tooFewExamples } from './too-few-examples';
import { toolArgumentsDoubleEncoded } from './tool-arguments-double-encoded';
import { toolArgumentsJson } from './tool-arguments-json';
import { unknownKey } from './unknown-key';
import { unknownRole } from './unknown-role';
import { unknownShape } from './unknown-shape';
import { weightRole } from './weight-role';
import { weightValue } from './weight-value';

/** Every rule, in the order in which they run and are documented. */
export const rules: readonly Rule[] = [
  unknownShape,
  mixedShapes,
  shapeNotAccepted,
  batchRequest,
  missingMessages,
  missingRole,
  unknownRole,
  roleNotAllowed,
  missingContent,
  contentType,
  emptyContent,
  noAssistantMessage,
  lastMessage,
  weightValue,
  weightRole,
  toolArgumentsJson,
  toolArgumentsDoubleEncoded,
  tooFewExamples,
  duplicateExample,
  // These two say only what no other rule has said, so they run after all others that look at a line.
  unknownKey,
  schemaRule,
];
