import { TrainingFile } from '../../server/src/core/check/trainingFile';
import { modelOf, targetById } from '../../server/src/core/targets/index';
import type { FeatureContext } from '../../server/src/features/context';
import { defaultSettings } from '../../server/src/shared/settings';

/** What a feature is given for a file of this text. */
export function featureContext(text: string, given: Partial<FeatureContext> & { readonly targetId?: string } = {}): FeatureContext {
  const { targetId = 'openai', ...rest } = given;
  const target = targetById(targetId);
  if (!target) throw new Error(`no target ${targetId}`);
  const settings = {
    target,
    severities: {},
    onRuleError: (rule: string, error: unknown) => {
      throw new Error(`rule ${rule}`, { cause: error });
    },
  };
  return {
    file: new TrainingFile(text, settings),
    target,
    model: modelOf(target),
    settings: defaultSettings,
    resolvesEdits: true,
    links: { uri: 'file:///test.jsonl' },
    snippets: false,
    hasCommand: () => false,
    tokensOf: async () => undefined,
    tokensSoon: async () => undefined,
    knownTokens: () => undefined,
    ...rest,
  };
}
