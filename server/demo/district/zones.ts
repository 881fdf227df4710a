/** Protected zones, water function zones, parks and venues. */
import { pickWeighted, type Random } from '../random.ts';
import type { Point } from './curves.ts';
import { cellCentre, type Frame } from './frame.ts';
import { firstPart, lengthOf, offset, without } from './lines.ts';
import { TOWNS } from './names.ts';
import { WIDE_HALF_WIDTH_M } from './paths.ts';
import { lengthMm, type Route } from './routes.ts';
import type { River, Waterways } from './waterways.ts';

/** Whose boundaries they are: invented like the rest, and said to be. */
export const DESIGNATION = {
  authority: '合成演示批复机关',
  document: '合成府发〔2021〕5号（演示）',
  layer_date: '2021-06-30',
};

export interface Zone {
  key: string;
  name: string;
  kind: 'drinking_water' | 'nature' | 'special';
  level: string | null;
  accuracyM: number;
  /** Parts of rings: outer first, then holes. */
  parts: Point[][][];
}

export interface FunctionZone {
  name: string;
  river: string;
  fromM: number;
  toM: number;
  targetClass: number;
  measuredClass: number;
}

export interface NamedShape {
  name: string;
  ring: Point[];
}

const LEVEL_NAMES = [
  ['1', '一级'],
  ['2', '二级'],
  ['quasi', '准'],
] as const;

export function lakeIntake({ lakes: [big] }: Waterways): Point {
  return [big.centre[0] + big.reach * 0.45, big.centre[1]];
}

/** The longest of those with the greatest width. */
export function widestRiver({ rivers }: Waterways): River {
  return rivers
    .filter((river) => river.halfWidth === WIDE_HALF_WIDTH_M)
    .sort((a, b) => lengthOf(b.points) - lengthOf(a.points))[0];
}

/** So far down the widest river. */
const INTAKE_AT = 0.6;

export function riverIntake(waterways: Waterways): Point {
  const { points } = widestRiver(waterways);
  return firstPart(points, lengthOf(points) * INTAKE_AT).at(-1)!;
}

/** Around an intake in the big lake, along the widest river above and below an intake, a nature area and a special one. */
export function makeZones(frame: Frame, waterways: Waterways): Zone[] {
  const { lakes } = waterways;
  const big = lakes[0];
  const intake = lakeIntake(waterways);
  const discs = [520, 1500, 2900].map((radius, i) => blob(intake, radius, 160, i));
  const name = (zone: string, level: string) => `${zone}饮用水水源${level}保护区`;
  const zones: Zone[] = LEVEL_NAMES.map(([level, word], i) => ({
    key: `Z-L${i + 1}`,
    name: name(big.name, word),
    kind: 'drinking_water',
    level,
    accuracyM: 2,
    parts: [i === 0 ? [discs[0]] : [discs[i], [...discs[i - 1]].reverse()]],
  }));
  const wide = widestRiver(waterways);
  const middle = lengthOf(wide.points) * INTAKE_AT;
  const band = (from: number, to: number, land: number) =>
    bandAlong(wide.points, middle + from, middle + to, 112 * 1.13 + land);
  const river = (i: number, parts: Point[][][]): Zone => ({
    key: `Z-R${i + 1}`,
    name: name(wide.name, LEVEL_NAMES[i][1]),
    kind: 'drinking_water',
    level: LEVEL_NAMES[i][0],
    accuracyM: 5,
    parts,
  });
  zones.push(river(0, [[band(-1000, 400, 50)]]));
  zones.push(river(1, [[band(-3000, -1000, 200)], [band(400, 1400, 200)]]));
  zones.push(river(2, [[band(-5000, -3000, 200)]]));
  const marsh = [...lakes.slice(1)].sort((a, b) => b.reach - a.reach)[0];
  const nature = blob(marsh.centre, marsh.reach * 1.7, 200, 5);
  const scenic = blob(townCentre(frame, SCENIC_TOWN), SCENIC_M * Math.sqrt(frame.scale), 120, 2);
  return [
    ...zones,
    { key: 'Z-N1', name: `${marsh.name}湿地自然公园`, kind: 'nature', level: null, accuracyM: 10, parts: [[nature]] },
    { key: 'Z-S1', name: '合成古镇风景名胜区', kind: 'special', level: null, accuracyM: 10, parts: [[scenic]] },
  ];
}

const SCENIC_TOWN = '朱家角镇';
const SCENIC_M = 1500;

/** Where a town's centre was planned, plane metres. */
export function townCentre({ centreX, centreY, scale }: Frame, town: string): Point {
  const { x, y } = TOWNS.find(({ name }) => name === town)!;
  return [centreX + x * Math.sqrt(scale), centreY + y * Math.sqrt(scale)];
}

/** Metres along the line are taken in the plane. */
function bandAlong(points: readonly Point[], from: number, to: number, half: number): Point[] {
  const line = firstPart(without(points, from, 0), to - from);
  const parts = Math.max(1, Math.round(line.length / 14)); // offsets of every bend would cross
  const axis = Array.from({ length: parts + 1 }, (_, i) => line[Math.round((i * (line.length - 1)) / parts)]);
  const ring = [...offset(axis, () => -half), ...offset(axis, () => half).reverse()];
  return [...ring, ring[0]];
}

export function blob([x, y]: Point, radius: number, vertices: number, phase: number): Point[] {
  const ring = Array.from({ length: vertices }, (_, i): Point => {
    const angle = (i / vertices) * 2 * Math.PI;
    const r = radius * (1 + 0.08 * Math.sin(3 * angle + phase) + 0.03 * Math.sin(8 * angle + 2 * phase));
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
  return [...ring, ring[0]];
}

/** Municipal and district rivers in zones of about 8 km, most but not all of them on target. */
export function makeFunctionZones(routes: readonly Route[], random: Random): FunctionZone[] {
  const zones: FunctionZone[] = [];
  for (const route of routes) {
    if (route.seq !== 1 || (route.level !== 'municipal' && route.level !== 'district')) continue;
    const length = Math.floor(lengthMm(route) / 1000);
    const parts = Math.max(1, Math.round(length / 8000));
    for (let i = 0; i < parts; i++) {
      const targetClass =
        route.level === 'municipal'
          ? 3
          : pickWeighted(random, [
              [3, 4],
              [4, 6],
            ] as const);
      const worse = pickWeighted(random, [
        [0, 72],
        [1, 20],
        [2, 8],
      ] as const);
      zones.push({
        name: `${route.name}${parts > 1 ? `第${i + 1}` : ''}景观农业用水区`,
        river: route.key,
        fromM: Math.floor((length * i) / parts),
        toM: Math.floor((length * (i + 1)) / parts),
        targetClass,
        measuredClass: Math.min(6, targetClass + worse),
      });
    }
  }
  return zones;
}

export function makeParks(frame: Frame, random: Random): NamedShape[] {
  const root = Math.sqrt(frame.scale);
  return TOWNS.filter(({ density }) => density > 0.9).map(({ name, x, y }, i) => {
    const centre: Point = [frame.centreX + (x + 900) * root, frame.centreY + (y - 700) * root];
    return { name: `${name}工业园区`, ring: blob(centre, 450 + 450 * random(), 60, i) };
  });
}

export function makeVenues(frame: Frame, random: Random): { name: string; at: Point }[] {
  const inside = [...frame.town.keys()].filter((cell) => frame.town[cell] >= 0 && TOWNS[frame.town[cell]].urban);
  return ['合成体育中心', '合成会展中心', '合成迎宾馆', '合成水上运动场', '合成体育公园'].map((name) => ({
    name,
    at: cellCentre(frame, inside[Math.floor(random() * inside.length)]),
  }));
}
