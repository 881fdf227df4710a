/** What lies nearest to where someone stands: outfalls and gaps, with distance and bearing. */
import type { Feature, LineString, MultiLineString, Point, Position } from 'geojson';
import type { Api } from '../api/client.ts';
import type { Bbox } from '../api/types.ts';
import type { Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { bearing, metresBetween, metresPerDegree, nearestOn } from './shapes.ts';

export interface Near {
  target: Target;
  /** Longitude, latitude of what is nearest of it. */
  place: Position;
  name: string;
  kind: 'outfall' | 'gap';
  distanceM: number;
  /** Degrees clockwise from north. */
  bearing: number;
  /** Of a gap. */
  lengthM?: number;
}

const REACHES_M = [1000, 4000, 16_000];
const ENOUGH = 5;
const AT_MOST = 10; // of a kind

const byDistance = (a: Near, b: Near): number => a.distanceM - b.distanceM;

function outfallAt({ geometry, properties }: Feature, here: Position): Near {
  const place = (geometry as Point).coordinates;
  const { id, name, code } = properties ?? {};
  const target: Target = { kind: 'outfall', id };
  return {
    target,
    place,
    kind: 'outfall',
    name: name ?? code ?? `#${id}`,
    distanceM: metresBetween(here, place),
    bearing: bearing(here, place),
  };
}

function gapAt({ geometry, properties }: Feature, here: Position): Near {
  const { type, coordinates } = geometry as LineString | MultiLineString;
  const places = (type === 'LineString' ? [coordinates] : coordinates).map((line) => nearestOn(line, here));
  const [place] = places.sort((a, b) => metresBetween(here, a) - metresBetween(here, b));
  const { river, river_id: riverId, route_id: routeId, from_m: fromM, length_m: lengthM } = properties ?? {};
  const target: Target = { kind: 'gap', riverId, routeId, fromM };
  return {
    target,
    place,
    kind: 'gap',
    name: river ?? `#${riverId}`,
    distanceM: metresBetween(here, place),
    bearing: bearing(here, place),
    lengthM,
  };
}

//   ┌──────────·┐   what lies in a corner of the box may be farther than what lies just outside one of its sides:
//   │    ╭─╮    │   only what is as near as its sides is sure to be the nearest
//   │    ╰─╯    │ ·
//   └───────────┘
/** Those of one kind, nearest first; looks farther until there are some, up to 16 km. */
async function nearestOf(read: (box: Bbox) => Promise<Near[]>, here: Position): Promise<Near[]> {
  let found: Near[] = [];
  for (const reach of REACHES_M) {
    found = (await read(boxAround(here, reach))).filter(({ distanceM }) => distanceM <= reach);
    if (found.length >= ENOUGH) break;
  }
  return found.sort(byDistance).slice(0, AT_MOST);
}

/** Each side so many metres away or a little more: degrees of the box's poleward side are the shortest. */
function boxAround([lon, lat]: Position, metres: number): Bbox {
  const north = (1.001 * metres) / metresPerDegree(lat)[1];
  const east = (1.001 * metres) / metresPerDegree(Math.abs(lat) + north)[0];
  return [lon - east, lat - north, lon + east, lat + north];
}

/** Nearest first, at most ten of each kind: where outfalls are dense, the next gap is farther than twenty of them. */
export async function nearest(api: Api, district: string, mode: Mode, here: Position): Promise<Near[]> {
  const outfalls = async (box: Bbox) =>
    (await api.featuresIn('outfalls', district, box))
      .filter(({ properties }) => properties?.status !== 'rejected')
      .map((each) => outfallAt(each, here));
  const gaps = async (box: Bbox) =>
    (await api.featuresIn('gaps', district, box))
      .filter(({ properties }) => properties?.mode === mode)
      .map((each) => gapAt(each, here));
  const found = await Promise.all([outfalls, gaps].map((read) => nearestOf(read, here)));
  return found.flat().sort(byDistance);
}
