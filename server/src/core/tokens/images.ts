import { baseModelId } from '../targets/index';
import type { ImageSize } from './imageSize';

/** How a model counts images: by tiles of 512 × 512 pixels, or by patches of 32 × 32. */
export type ImageRule =
  | { readonly by: 'tiles'; readonly base: number; readonly perTile: number }
  | { readonly by: 'patches'; readonly factor: number };

const tiles: ImageRule = { by: 'tiles', base: 85, perTile: 170 };

// As OpenAI's vision guide; the longest name first where one begins another. Measurements show gpt-4.1 billed by tiles.
const rulesByModel: readonly (readonly [prefix: string, rule: ImageRule])[] = [
  ['gpt-4o-mini', { by: 'tiles', base: 2833, perTile: 5667 }],
  ['gpt-4o', tiles],
  ['chatgpt-4o', tiles],
  ['gpt-4.1-mini', { by: 'patches', factor: 1.62 }],
  ['gpt-4.1-nano', { by: 'patches', factor: 2.46 }],
  ['gpt-4.1', tiles],
  ['gpt-4.5', tiles],
  ['o4-mini', { by: 'patches', factor: 1.72 }],
  ['gpt-5-mini', { by: 'patches', factor: 1.62 }],
  ['gpt-5-nano', { by: 'patches', factor: 2.46 }],
];

/** How the model with this id, fine-tuned or not, counts images; undefined when that is not documented. */
export function imageRuleOf(modelId: string): ImageRule | undefined {
  const base = baseModelId(modelId);
  return rulesByModel.find(([prefix]) => base.startsWith(prefix))?.[1];
}

/** The rule that stands in where a model's own is not documented: that of GPT-4o. */
export const usualImageRule = tiles;

/** The tokens of an image. Low detail, and an image whose size is not known, counts as 512 × 512 pixels at low detail. */
export function imageTokens(rule: ImageRule, size: ImageSize | undefined, detail: unknown): number {
  const low = detail === 'low' || size === undefined;
  if (rule.by === 'tiles') return low ? rule.base : rule.base + rule.perTile * tileCount(size);
  return Math.round(rule.factor * patchCount(low ? lowDetail : size));
}

const lowDetail: ImageSize = { width: 512, height: 512 };
const mostPatches = 1536;

function tileCount({ width, height }: ImageSize): number {
  const fitted = Math.min(1, 2048 / Math.max(width, height));
  const scale = fitted * Math.min(1, 768 / (fitted * Math.min(width, height)));
  return tilesAlong(width * scale) * tilesAlong(height * scale);
}

// Scaling to 768 may give 768.0000001, which is no further tile.
function tilesAlong(pixels: number): number {
  return Math.max(1, Math.ceil(pixels / 512 - 1e-9));
}

function patchCount({ width, height }: ImageSize): number {
  const patches = Math.ceil(width / 32) * Math.ceil(height / 32);
  if (patches <= mostPatches) return patches;
  const shrink = Math.sqrt((mostPatches * 32 * 32) / (width * height));
  const across = (width * shrink) / 32;
  const down = (height * shrink) / 32;
  const scale = Math.min(Math.floor(across) / across, Math.floor(down) / down);
  const shrunk = Math.ceil(across * scale - 1e-9) * Math.ceil(down * scale - 1e-9);
  return Math.min(mostPatches, Math.max(1, shrunk));
}
