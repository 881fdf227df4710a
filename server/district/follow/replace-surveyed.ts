/** What was surveyed on some routes in the place of what was, with the names of both. Pure. */
import type { Surveyed } from '../load-register.ts';
import { replaceRoutes } from './replace-routes.ts';

const NAMED = [
  ['crew', 'crews'],
  ['method', 'methods'],
  ['campaign', 'campaigns'],
] as const;

/** Equal to one read whole: names stand in the order in which they are met, and no name that nobody has any more. */
export function replaceSurveyed(held: Surveyed, fresh: Surveyed, routes: readonly number[]): Surveyed {
  const after = { ...fresh }; // its names stand behind those held
  for (const [column, names] of NAMED)
    after[column] = fresh[column].map((name) => (name < 0 ? name : name + held[names].length));
  const replaced = replaceRoutes(held, after, routes);
  for (const [column, names] of NAMED) renumber(replaced, column, names, [...held[names], ...fresh[names]]);
  return replaced;
}

/** Changes columns that nobody else has yet. */
function renumber(
  surveyed: Surveyed,
  column: (typeof NAMED)[number][0],
  names: (typeof NAMED)[number][1],
  known: readonly string[],
): void {
  const place = new Map<string, number>();
  const places = new Int32Array(known.length).fill(-1);
  surveyed[column].forEach((name, entry, values) => {
    if (name < 0) return;
    if (places[name] < 0) {
      if (!place.has(known[name])) place.set(known[name], place.size);
      places[name] = place.get(known[name])!;
    }
    values[entry] = places[name];
  });
  surveyed[names] = [...place.keys()];
}
