import { batchRequest } from './batch-request';
import { blankLine } from './blank-line';
import { byteOrderMark } from './byte-order-mark';
import { completionEmpty } from './completion-empty';
import { completionLeadingSpace } from './completion-leading-space';
import { completionPrefix } from './completion-prefix';
import { completionSeparator } from './completion-separator';
import { completionStop } from './completion-stop';
import { completionUppercase } from './completion-uppercase';
import { contentType } from './content-type';
import { contentWhitespace } from './content-whitespace';
import { contradictingAnswers } from './contradicting-answers';
import { controlCharacter } from './control-character';
import { damagedText } from './damaged-text';
import { deprecatedFunctions } from './deprecated-functions';
import { doubleEscaped } from './double-escaped';
import { duplicateExample } from './duplicate-example';
import { duplicateKey } from './duplicate-key';
import { emptyContent } from './empty-content';
import { fileTooLarge } from './file-too-large';
import { imageFormat } from './image-format';
import { imageLimit } from './image-limit';
import { imageUrl } from './image-url';
import { inconsistentTypes } from './inconsistent-types';
import { invalidJson } from './invalid-json';
import { lastMessage } from './last-message';
import { loneSurrogate } from './lone-surrogate';
import { messageOrder } from './message-order';
import { missingContent } from './missing-content';
import { missingMessages } from './missing-messages';
import { missingRole } from './missing-role';
import { mixedShapes } from './mixed-shapes';
import { nameFormat } from './name-format';
import { noAssistantMessage } from './no-assistant-message';
import { notAnObject } from './not-an-object';
import { nothingToLearn } from './nothing-to-learn';
import { orphanToolMessage } from './orphan-tool-message';
import { overTokenLimit } from './over-token-limit';
import { possibleSecret } from './possible-secret';
import { preferenceIdentical } from './preference-identical';
import { preferenceKeys } from './preference-keys';
import { preferenceOutput } from './preference-output';
import { prettyPrinted } from './pretty-printed';
import { reasoningKey } from './reasoning-key';
import { reinforcementReference } from './reinforcement-reference';
import { retiredModel } from './retired-model';
import { roleNotAllowed } from './role-not-allowed';
import type { Rule } from './rule';
import { schemaRule } from './schema';
import { shapeNotAccepted } from './shape-not-accepted';
import { speakerLabel } from './speaker-label';
import { specialToken } from './special-token';
import { straySystemPrompt } from './stray-system-prompt';
import { templateResidue } from './template-residue';
import { tooFewExamples } from './too-few-examples';
import { tooManyExamples } from './too-many-examples';
import { toolArgumentsDoubleEncoded } from './tool-arguments-double-encoded';
import { toolArgumentsJson } from './tool-arguments-json';
import { toolArgumentsSchema } from './tool-arguments-schema';
import { toolCallId } from './tool-call-id';
import { toolCallShape } from './tool-call-shape';
import { toolSchema } from './tool-schema';
import { unansweredToolCall } from './unanswered-tool-call';
import { unknownKey } from './unknown-key';
import { unknownRole } from './unknown-role';
import { unknownShape } from './unknown-shape';
import { unknownTool } from './unknown-tool';
import { validationLeak } from './validation-leak';
import { weightRole } from './weight-role';
import { weightValue } from './weight-value';
import { wrongEncoding } from './wrong-encoding';

/** Every rule, in the order in which they run and are documented. */
export const rules: readonly Rule[] = [
  invalidJson,
  prettyPrinted,
  notAnObject,
  blankLine,
  byteOrderMark,
  wrongEncoding,
  loneSurrogate,
  duplicateKey,
  damagedText,
  controlCharacter,
  doubleEscaped,
  templateResidue,
  specialToken,
  speakerLabel,
  unknownShape,
  mixedShapes,
  shapeNotAccepted,
  batchRequest,
  inconsistentTypes,
  missingMessages,
  missingRole,
  unknownRole,
  roleNotAllowed,
  missingContent,
  contentType,
  emptyContent,
  contentWhitespace,
  noAssistantMessage,
  lastMessage,
  messageOrder,
  weightValue,
  weightRole,
  nothingToLearn,
  reasoningKey,
  toolArgumentsJson,
  toolArgumentsDoubleEncoded,
  toolCallShape,
  toolArgumentsSchema,
  toolCallId,
  orphanToolMessage,
  unansweredToolCall,
  toolSchema,
  deprecatedFunctions,
  unknownTool,
  nameFormat,
  imageLimit,
  imageFormat,
  imageUrl,
  preferenceKeys,
  preferenceOutput,
  preferenceIdentical,
  reinforcementReference,
  completionSeparator,
  completionStop,
  completionLeadingSpace,
  completionPrefix,
  completionUppercase,
  completionEmpty,
  tooFewExamples,
  tooManyExamples,
  fileTooLarge,
  duplicateExample,
  contradictingAnswers,
  straySystemPrompt,
  validationLeak,
  overTokenLimit,
  possibleSecret,
  retiredModel,
  // These two say only what no other rule has said, so they run after all others that look at a line.
  unknownKey,
  schemaRule,
];
