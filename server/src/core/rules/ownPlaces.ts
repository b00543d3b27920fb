import type { Path } from '../json/path';
import type { AcceptedShape } from '../targets/target';

const placesOf = new WeakMap<AcceptedShape, ReadonlySet<string>>();

/** Tells whether the place, or one that it lies in, follows the target's own form and not the shape's schema. */
export function isOwnPlace(accepted: AcceptedShape | undefined, path: Path): boolean {
  if (!accepted?.ownPlaces) return false;
  let places = placesOf.get(accepted);
  if (!places) {
    places = new Set(accepted.ownPlaces.places);
    placesOf.set(accepted, places);
  }
  let place = '';
  for (const step of path) {
    if (typeof step === 'number') place += '[]';
    else place += place === '' ? step : `.${step}`;
    if (places.has(place)) return true;
  }
  return false;
}
