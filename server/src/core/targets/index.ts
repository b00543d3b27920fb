import all from 'schemas:targets';
import type { Model, Target } from './target';

/** Every target, sorted by id. */
export const targets: readonly Target[] = all;

/** The target that is checked against when nobody has chosen one. */
export const defaultTargetId = 'openai';

/** The target with this id. */
export function targetById(id: string): Target | undefined {
  return targets.find((target) => target.id === id);
}

/** The target's model with this id, its fine-tuned form (`ft:…`) included; without an id the target's default. */
export function modelOf(target: Target, id?: string): Model | undefined {
  const wanted = id ? baseModelId(id) : target.defaultModel;
  return target.models.find((model) => model.id === wanted) ?? target.models.find((model) => wanted.startsWith(model.id));
}

/** The target's model of this name or, where it is not among those that are known, the target's usual one. */
export function modelOrUsual(target: Target, id?: string): Model | undefined {
  return modelOf(target, id) ?? modelOf(target);
}

/** Whether the target trains a model of this name; one that trains any (its list says "any model") knows them all. */
export function knowsModel(target: Target, id: string): boolean {
  return modelOf(target, id) !== undefined || target.models.some((model) => model.id.startsWith('any '));
}

/** The base model's id of a fine-tuned one: `ft:gpt-4.1-mini-2025-04-14:org::x` gives `gpt-4.1-mini-2025-04-14`. */
export function baseModelId(id: string): string {
  return id.startsWith('ft:') ? (id.slice(3).split(':')[0] ?? '') : id;
}
