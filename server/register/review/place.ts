/** Where on the river a decision puts an outfall. */
import type { Executor } from '../../db/database.ts';
import type { Candidate } from '../../district/derive/links.ts';
import type { District } from '../../district/district.ts';
import { freshCandidates } from '../../district/review-candidates.ts';
import { DomainError } from '../../errors.ts';
import type { Verdict } from './decide.ts';
import { type DrawnAt, snapDrawn } from './draw.ts';
import type { ReviewItem } from './items.ts';

export interface LinkPlace {
  route: number | null;
  measureMm: number | null;
  distanceMm: number | null;
  offsetMm: number | null;
  bank: string | null;
  /** What there was to choose from. */
  candidates: readonly Candidate[];
}

/** Nothing is written. @throws DomainError `nothing_to_accept`, `candidate_unknown` (409), `route_needed`, and those of snapDrawn */
export async function placeOf(
  tx: Executor,
  district: District,
  { item, outfall }: ReviewItem,
  verdict: Verdict,
): Promise<LinkPlace> {
  const candidates = (await freshCandidates(tx, district.key, [outfall])).get(outfall) ?? [];
  switch (verdict.decision) {
    case 'accept': {
      const route = await linkedRoute(tx, district.key, outfall);
      const proposed = route === null ? candidates[0] : candidates.find((each) => each.route === route);
      return placeAt(proposed ?? refuseAccept(item), candidates);
    }
    case 'choose':
      return placeAt(chosen(item, candidates, verdict.route), candidates);
    case 'draw':
      return drawn(await snapDrawn(tx, district, outfall, verdict), candidates);
    default:
      return { route: null, measureMm: null, distanceMm: null, offsetMm: null, bank: null, candidates };
  }
}

const mm = (metres: number) => Math.round(metres * 1000);

function placeAt(candidate: Candidate, candidates: readonly Candidate[]): LinkPlace {
  const { route, measure_m, distance_m, offset_m, bank } = candidate;
  return { route, measureMm: mm(measure_m), distanceMm: mm(distance_m), offsetMm: mm(offset_m), bank, candidates };
}

/** The water is as far as the candidate says; of a river that is none, as far as the drawn place. */
function drawn(at: DrawnAt, candidates: readonly Candidate[]): LinkPlace {
  const same = candidates.find(({ route }) => route === at.route);
  return { ...at, distanceMm: same ? mm(same.distance_m) : at.offsetMm, candidates };
}

async function linkedRoute(tx: Executor, district: string, outfall: number): Promise<number | null> {
  const [link] = await tx.query<{ route_id: number | null }>(
    'select route_id from register.outfall_link where district = $1 and outfall_id = $2',
    [district, outfall],
  );
  return link?.route_id ?? null;
}

function chosen(item: string, candidates: readonly Candidate[], route?: number): Candidate {
  if (route === undefined)
    throw new DomainError('route_needed', 'Name the route to choose.', '请给出所选线路（route）。');
  const found = candidates.find((each) => each.route === route);
  if (found) return found;
  const known = candidates.map((each) => each.route).join(', ') || '–';
  throw new DomainError(
    'candidate_unknown',
    `Route ${route} is no candidate of ${item} (there are: ${known}); draw the place if it is right all the same.`,
    `线路 ${route} 不在 ${item} 的候选中（候选：${known}）；若确属该线路，请用 draw 指定位置。`,
    409,
  );
}

function refuseAccept(item: string): never {
  throw new DomainError(
    'nothing_to_accept',
    `No river within reach is proposed for ${item}: choose another candidate, draw the place, or reject.`,
    `${item} 没有可接受的挂接：请选择其他候选（choose）、指定位置（draw）或判为无河道（reject）。`,
    409,
  );
}
