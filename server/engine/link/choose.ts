/** Which candidate a point is linked to, and whether a person should look at it. */
import { NO_NAME } from '../names.ts';
import type { LinkIndex } from './link-index.ts';
import { AMBIGUOUS, CONFIRMED, type Links, NAME_DISAGREES, UNLINKED } from './links.ts';

/** The river named in the record may be this much farther than the nearest. */
const NAME_ADVANTAGE_MM = 10_000;
/** Another river this close to the nearest makes a link ambiguous. */
const AMBIGUITY_MM = 5_000;

/**
 * Choose among the sorted candidates of point i. A river that bears the recorded name wins if it is near enough; else
 * the nearest is taken, which disagrees when a name was recorded and is ambiguous when another river is as near.
 */
export function chooseCandidate(index: LinkIndex, water: number, i: number, links: Links): void {
  const { start, size, chosen, reason, candidates } = links;
  const first = start[i];
  const end = first + size[i];
  if (first === end) {
    reason[i] = UNLINKED;
    return;
  }
  let named = first;
  while (named < end && candidates.agrees[named] === 0) named++;
  const isNamed = named < end && candidates.distanceMm[named] <= candidates.distanceMm[first] + NAME_ADVANTAGE_MM;
  chosen[i] = isNamed ? named : first;
  if (isNamed) reason[i] = CONFIRMED;
  else if (water !== NO_NAME) reason[i] = NAME_DISAGREES;
  else reason[i] = isAmbiguous(index, first, end, links) ? AMBIGUOUS : CONFIRMED;
}

function isAmbiguous({ rulers }: LinkIndex, first: number, end: number, { candidates }: Links): boolean {
  const { route, distanceMm } = candidates;
  const river = rulers.riverId[route[first]];
  for (let k = first + 1; k < end && distanceMm[k] <= distanceMm[first] + AMBIGUITY_MM; k++)
    if (rulers.riverId[route[k]] !== river) return true;
  return false;
}
