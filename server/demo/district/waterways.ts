/** The rivers, lakes and ponds of the district: 2507.000 km of routes, shores included, to the millimetre. */
import { normal, type Random } from '../random.ts';
import { type Curves, drawPath, edgeCurve, type Point } from './curves.ts';
import { geodesicLengthMm, trimLast } from './exact-length.ts';
import { addArms, ditchBeside, twinsOf } from './extra-rivers.ts';
import { addMouths, type Lake, outsideLakes, type Piece } from './lakes.ts';
import { firstPart, lengthOf } from './lines.ts';
import { MUNICIPAL_NAMES, riverName } from './names.ts';
import type { Level, Path } from './paths.ts';

const TARGET_MM = 2_507_000_000;
const SHORTEST_M = 60;
/** Left for the river that is cut to fit. */
const LAST_RIVER_M = 400;
/** With less than this to go no more whole rivers are taken: a long enough last one is sure to be left. */
const ENOUGH_M = 900;

export interface River {
  key: string;
  name: string;
  level: Level;
  closed: boolean;
  /** The main route, in its direction; plane metres. */
  points: Point[];
  /** Vertices where one source segment ends and the next begins. */
  joints: number[];
  /** Arms around islands, from and to a joint. */
  arms: { from: number; to: number; points: Point[] }[];
  halfWidth: number;
  winding: boolean;
  /** Runs 30 m beside another river. */
  twin: boolean;
  /** Null where the ledger has none. */
  officialKm: number | null;
}

export interface Waterways {
  rivers: River[];
  lakes: Lake[];
}

export type Draft = Omit<River, 'key' | 'officialKm'> & { mouths: Piece['mouths'] };

export function makeWaterways(
  curves: Curves,
  random: Random,
  plan: { main: Path[]; village: Path[]; lakes: Lake[] },
): Waterways {
  const municipal = [...MUNICIPAL_NAMES];
  const name = (path: Path) =>
    path.closed
      ? '环城河'
      : path.level === 'municipal'
        ? (municipal.shift() ?? '澜支江')
        : riverName(random, path.level);
  const draw = (path: Path) => draftsOf(curves, path, name(path), plan.lakes);
  const drafts = plan.main.flatMap(draw);
  addArms(drafts, random);
  const ditch = ditchBeside(drafts);
  const village = plan.village.flatMap(draw);
  const twins = twinsOf(village.slice(0, 200), random);
  const target = TARGET_MM * curves.frame.scale;
  const fixed = [...drafts, ...ditch, ...twins];
  const { chosen, last } = chooseVillage(village, target / 1000 - lengthOfAll(fixed) - shores(plan.lakes));
  const all = [...fixed, ...chosen, last];
  for (const { mouths } of all) for (const mouth of mouths) mouth.lake.mouths.push(mouth);
  for (const lake of plan.lakes) addMouths(lake);
  const rivers = all.map((draft, i) => finish(draft, i));
  trimLast(rivers, plan.lakes, target);
  addOfficialLengths(rivers, random);
  return { rivers, lakes: plan.lakes };
}

function draftsOf(curves: Curves, path: Path, name: string, lakes: readonly Lake[]): Draft[] {
  drawPath(curves, path);
  let points: Point[] = [];
  const joints: number[] = [];
  for (let i = 1; i < path.nodes.length; i++) {
    const curve = edgeCurve(curves, path.nodes[i - 1], path.nodes[i]);
    points.push(...(i === 1 ? curve : curve.slice(1)));
    if (i + 1 < path.nodes.length) joints.push(points.length - 1);
  }
  if (path.blind) points = firstPart(points, lengthOf(points) - 210);
  const { level, halfWidth, winding, closed } = path;
  const kept = joints.filter((joint) => joint < points.length - 1);
  return outsideLakes(points, kept, lakes)
    .filter((piece) => lengthOf(piece.points) >= SHORTEST_M)
    .map((piece) => ({
      ...piece,
      name,
      level,
      halfWidth,
      winding,
      twin: false,
      closed: closed && piece.points.length === points.length,
      arms: [],
    }));
}

/** Takes village rivers that fit; one more, whole and off the lakes, is kept to be cut to what is left. */
function chooseVillage(village: Draft[], metres: number): { chosen: Draft[]; last: Draft } {
  const chosen: Draft[] = [];
  const rest: Draft[] = [];
  let left = metres;
  for (const river of village) {
    const length = lengthOf(river.points);
    const fits = length <= left - LAST_RIVER_M;
    (fits && left > ENOUGH_M ? chosen : rest).push(river);
    if (chosen.at(-1) === river) left -= length;
  }
  const last = rest.find((one) => one.mouths.length === 0 && lengthOf(one.points) > left + 20);
  if (!last) throw new Error(`no village river is long enough for the last ${left} m`);
  return { chosen, last: { ...last, points: firstPart(last.points, left), joints: [] } };
}

function lengthOfAll(drafts: readonly Draft[]): number {
  return drafts.reduce(
    (sum, one) => sum + lengthOf(one.points) + one.arms.reduce((s, arm) => s + lengthOf(arm.points), 0),
    0,
  );
}

function shores(lakes: readonly Lake[]): number {
  return lakes.reduce((sum, { ring }) => sum + lengthOf(ring), 0);
}

/** Ledger lengths differ from drawn ones by a few per cent, to 10 m; a tenth of the village rivers has none. */
function addOfficialLengths(rivers: River[], random: Random): void {
  const gauss = normal(random);
  for (const river of rivers) {
    const drawn = geodesicLengthMm(river.points) / 1e6;
    const ledger = Math.max(0.03, Math.round(drawn * (1.004 + 0.02 * gauss()) * 100) / 100);
    river.officialKm = river.level === 'village' && random() < 0.1 ? null : ledger;
  }
}

/** Keys in the order of the file; a ring starts at its westernmost vertex, where its route will. */
function finish({ mouths: _, ...draft }: Draft, index: number): River {
  const points = draft.closed ? fromWesternmost(draft.points) : draft.points;
  return { ...draft, points, key: `R${String(index + 1).padStart(4, '0')}`, officialKm: null };
}

function fromWesternmost(ring: readonly Point[]): Point[] {
  const west = ring.reduce((best, [x], i) => (x < ring[best][0] ? i : best), 0);
  return [...ring.slice(west, -1), ...ring.slice(0, west), ring[west]];
}
