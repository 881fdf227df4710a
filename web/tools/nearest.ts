/** What lies nearest to where someone stands: outfalls and gaps, with distance and bearing. */
import type { Feature, LineString, MultiLineString, Point, Position } from 'geojson';
import type { Api } from '../api/client.ts';
import type { Bbox } from '../api/types.ts';
import type { Target } from '../style/layers/selection.ts';
import type { Mode } from '../style/layers/state-lines.ts';
import { bearing, metresBetween, nearestOn } from './shapes.ts';

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

const REACHES_DEGREES = [0.01, 0.04, 0.16]; // a kilometre, four, sixteen
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
//   │    ╭─╮    │   only what is nearer than the nearest side is sure to be the nearest
//   │    ╰─╯    │ ·
//   └───────────┘
/** Those of one kind, nearest first; looks farther until there are some, up to about 14 km. */
async function nearestOf(read: (box: Bbox) => Promise<Near[]>, here: Position): Promise<Near[]> {
  let found: Near[] = [];
  for (const reach of REACHES_DEGREES) {
    const all = await read([here[0] - reach, here[1] - reach, here[0] + reach, here[1] + reach]);
    const sure = Math.min(
      metresBetween(here, [here[0] + reach, here[1]]),
      metresBetween(here, [here[0], here[1] + reach]),
    );
    found = all.filter(({ distanceM }) => distanceM <= sure);
    if (found.length >= ENOUGH) break;
  }
  return found.sort(byDistance).slice(0, AT_MOST);
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
