/** Lists of gaps are cut where towns meet and, if asked, at a length; a picture of the river shows what meets as one. */

interface Stretch {
  route: number;
  mode?: string;
  from_m: number;
  to_m: number;
}

/** How many gaps the stretches are where those that meet count as one, in whatever order they come. */
export function gapPlaces(stretches: readonly Stretch[]): number {
  const ends = new Set(stretches.map(({ mode, route, to_m }) => `${mode} ${route} ${to_m}`));
  return stretches.filter(({ mode, route, from_m }) => !ends.has(`${mode} ${route} ${from_m}`)).length;
}
