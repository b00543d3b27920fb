import { alpaca } from './alpaca';
import { bedrockClaude } from './bedrock-claude';
import { bedrockConverse } from './bedrock-converse';
import { chat } from './chat';
import { cohere } from './cohere';
import { completion } from './completion';
import { gemini } from './gemini';
import { geminiPreference } from './gemini-preference';
import { kto } from './kto';
import { preference } from './preference';
import { reinforcement } from './reinforcement';
import type { Shape } from './shape';
import { sharegpt } from './sharegpt';
import { text } from './text';
import { trlPreference } from './trl-preference';
import { trlPromptCompletion } from './trl-prompt-completion';
import { yandex } from './yandex';

/** Every shape, in the order in which a line is asked; the first that recognises it wins. */
export const shapes: readonly Shape[] = [
  preference,
  bedrockConverse,
  geminiPreference,
  gemini,
  cohere,
  trlPreference,
  sharegpt,
  bedrockClaude,
  reinforcement,
  chat,
  kto,
  alpaca,
  trlPromptCompletion,
  completion,
  yandex,
  text,
];

/** The shape with this id. */
export function shapeById(id: string): Shape | undefined {
  return shapes.find((shape) => shape.id === id);
}
