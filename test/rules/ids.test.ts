import assert from 'node:assert/strict';
import test from 'node:test';
import { rules } from '../../server/src/core/rules/index';

// The ids are a contract: settings, pages and other people's scripts name them.
const ids = `
  invalid-json pretty-printed not-an-object blank-line lone-surrogate duplicate-key damaged-text control-character double-escaped
  template-residue special-token speaker-label
  unknown-shape mixed-shapes shape-not-accepted batch-request schema unknown-key inconsistent-types
  missing-messages missing-role unknown-role role-not-allowed missing-content content-type empty-content content-whitespace
  no-assistant-message last-message message-order weight-value weight-role nothing-to-learn deprecated-functions name-format reasoning-key
  tool-call-shape tool-arguments-json tool-arguments-double-encoded tool-arguments-schema unknown-tool tool-call-id orphan-tool-message
  unanswered-tool-call tool-schema
  image-limit image-format image-url preference-keys preference-output preference-identical reinforcement-reference
  completion-separator completion-stop completion-leading-space completion-prefix completion-uppercase completion-empty
  byte-order-mark wrong-encoding file-too-large over-token-limit retired-model
  too-few-examples too-many-examples duplicate-example contradicting-answers stray-system-prompt validation-leak possible-secret
`
  .trim()
  .split(/\s+/);

test('the rules are those that were promised', () => {
  assert.deepEqual(rules.map(({ id }) => id).sort(), [...ids].sort());
});
