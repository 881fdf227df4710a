/** What a person should know of how a recorded stretch and the rivers agree. */
import { type Issue, type IssueCode, issue } from '../../../import/issues.ts';
import { areSame, FEW_MM, isNear, movedIssue } from '../moved.ts';
import type { Placed } from './place-reach.ts';
import type { KnownMatch, PlacedRange } from './reach-store.ts';
import type { Reach } from './reaches.ts';

/** A line this far off its river, at most or on average, was drawn along something else, or on another map. */
const FAR_MM = 25_000;
const FAR_ON_AVERAGE_MM = 15_000;
/** More than this many unmatched stretches are not listed one by one. */
const LISTED = 5;

/** The mismatch of a stretch that was just recorded. */
export function mismatchIssues(reach: Reach, found: Placed, rivers: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  const say = (code: IssueCode, detail: string | { zh: string; en: string } = '') =>
    issues.push(issue(code, { row: null, field: `${reach.kind} ${reach.id}`, value: reach.label, detail }));
  const river = reach.river ?? '';
  if (found.state === 'river_unknown') say('reach_river_unknown', river);
  if (found.state === 'river_ambiguous') say('reach_river_ambiguous', river);
  if (found.state === 'routes_ambiguous') say('reach_routes_ambiguous', river);
  if (found.unmatched.length > 0) say(found.method === 'line' ? 'reach_unmatched' : 'reach_beyond', missing(found));
  if (isFar(found)) say('reach_far', offsets(found));
  if ((found.otherRiverMm ?? 0) > 0) say('reach_name_disagrees', disagreement(reach, found, rivers));
  return issues;
}

/** A line that leaves its river is far from it where it does: that is said already. */
function isFar({ meanOffsetMm, greatestOffsetMm, unmatched }: Placed): boolean {
  return (meanOffsetMm ?? 0) > FAR_ON_AVERAGE_MM || (unmatched.length === 0 && (greatestOffsetMm ?? 0) > FAR_MM);
}

/** What became of a stretch when rivers were redrawn; undefined when it lies where it did. */
export function carriedIssue(
  reach: Reach,
  was: KnownMatch,
  is: readonly PlacedRange[],
  found: Placed,
): Issue | undefined {
  const isGround = found.method === 'ground';
  const lessMatched = isGround ? 0 : (was.matchedMm ?? 0) - (found.matchedMm ?? 0);
  const lostMm = Math.max(0, lengthOf(was.placed) - lengthOf(is), lessMatched);
  // a line is matched again wherever rivers run: on its own river, or on another that is nearer now
  const isCarried = isGround ? !areSame(was.placed, is, isSame) : riversOf(was.placed) !== riversOf(is);
  if (!isCarried && lostMm <= FEW_MM) return undefined;
  return movedIssue({
    kind: reach.kind,
    id: reach.id,
    from: places(was.placed),
    to: places(is),
    movedMm: found.greatestOffsetMm ?? 0,
    lostMm,
  });
}

const riversOf = (ranges: readonly PlacedRange[]) => [...new Set(ranges.map(({ river }) => river))].sort().join();

const lengthOf = (ranges: readonly PlacedRange[]) =>
  ranges.reduce((sum, { from_mm, to_mm }) => sum + to_mm - from_mm, 0);

function places(ranges: readonly PlacedRange[]) {
  return ranges.map(({ river, from_mm, to_mm }) => ({ river, measures: [from_mm, to_mm] }));
}

const isSame = (a: PlacedRange, b: PlacedRange) =>
  a.river === b.river && isNear(a.from_mm, b.from_mm) && isNear(a.to_mm, b.to_mm);

const metres = (mm: number | null) => ((mm ?? 0) / 1000).toFixed(3);

/** How much has no place, and where along the stretch. */
export function missing({ unmatched, lineMm, matchedMm }: Pick<Placed, 'unmatched' | 'lineMm' | 'matchedMm'>): {
  zh: string;
  en: string;
} {
  const pairs = Array.from({ length: unmatched.length / 2 }, (_, k) => unmatched.slice(2 * k, 2 * k + 2));
  const list = pairs.slice(0, LISTED).map(([from, to]) => `${metres(from)}–${metres(to)}`);
  const places = `${list.join(', ')}${pairs.length > LISTED ? ' …' : ''}`;
  const lost = metres((lineMm ?? 0) - (matchedMm ?? 0));
  return { zh: `${metres(lineMm)} 米中的 ${lost} 米（${places}）`, en: `${lost} of ${metres(lineMm)} m (${places})` };
}

function offsets({ meanOffsetMm, greatestOffsetMm }: Placed): { zh: string; en: string } {
  const [mean, greatest] = [metres(meanOffsetMm), metres(greatestOffsetMm)];
  return { zh: `平均 ${mean} 米，最大 ${greatest} 米`, en: `${mean} m on average, ${greatest} m at most` };
}

function disagreement({ river }: Reach, { otherRiverMm, matchedMm }: Placed, rivers: readonly string[]) {
  const [other, all, names] = [metres(otherRiverMm), metres(matchedMm), rivers.join(', ')];
  return {
    zh: `登记为“${river}”，${all} 米中有 ${other} 米在其他河道上（${names}）`,
    en: `recorded as "${river}", but ${other} of ${all} m are on other rivers (${names})`,
  };
}
