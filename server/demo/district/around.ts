/** What lies around outfalls: conduits behind them, service areas, monitoring sections, intakes, levees, the coast. Nothing of it is random. */
import type { DemoLayer } from '../layer.ts';
import type { Point } from './curves.ts';
import type { Frame } from './frame.ts';
import { offset } from './lines.ts';
import { TOWNS } from './names.ts';
import type { Outfall } from './outfalls.ts';
import { WIDE_HALF_WIDTH_M } from './paths.ts';
import { lengthMm, pointAt, type Route } from './routes.ts';
import { layerOf, lineGeometry, pointGeometry, polygonGeometry } from './rows.ts';
import type { Discharger } from './sewers.ts';
import type { Waterways } from './waterways.ts';
import { blob, DESIGNATION, lakeIntake, riverIntake, widestRiver } from './zones.ts';

export interface Around {
  frame: Frame;
  waterways: Waterways;
  routes: readonly Route[];
  outfalls: readonly Outfall[];
  dischargers: readonly Discharger[];
}

export function aroundLayers(around: Around): DemoLayer[] {
  return [
    conduits(around),
    serviceAreas(around.frame),
    sections(around.routes),
    intakes(around.waterways),
    levees(around.waterways),
    coastline(around.frame),
  ];
}

const serial = (letter: string, i: number) => `${letter}${String(i + 1).padStart(4, '0')}`;

/** From every discharger to the outfall it names; a bend, so that it is not the straight line between the two. */
function conduits({ outfalls, dischargers }: Around): DemoLayer {
  const mouths = new Map(outfalls.map((outfall) => [outfall.sourceId, outfall]));
  return layerOf(
    'conduits',
    dischargers.map(({ sourceId, outfall, at }, i) => {
      const mouth = mouths.get(outfall)!;
      const [x, y] = mouth.inland;
      const bend: Point = [mouth.at[0] + 30 * x - 12 * y, mouth.at[1] + 30 * y + 12 * x];
      const kind = i % 4 === 3 ? 'culvert' : 'pipe';
      return [{ source_id: serial('C', i), kind, outfall, from_node: sourceId }, lineGeometry([at, bend, mouth.at])];
    }),
  );
}

const SERVED_M = 1900;

/** Around the centres of the urban towns, each led to a plant of its own. */
function serviceAreas(frame: Frame): DemoLayer {
  const root = Math.sqrt(frame.scale);
  return layerOf(
    'sewer-service-areas',
    TOWNS.filter(({ urban }) => urban).map(({ key, name, x, y }, i) => [
      { key: `FW-${key}`, name: `${name}污水收集区`, plant: `合成第${i + 1}污水处理厂` },
      polygonGeometry([[blob([frame.centreX + x * root, frame.centreY + y * root], SERVED_M * root, 90, i)]]),
    ]),
  );
}

const SECTIONS_AT = [0.3, 0.8];

/** On the main routes of municipal and district rivers, a third and four fifths of the way down. */
function sections(routes: readonly Route[]): DemoLayer {
  const main = routes.filter(({ seq, level }) => seq === 1 && (level === 'municipal' || level === 'district'));
  return layerOf(
    'sections',
    main.flatMap((route) =>
      SECTIONS_AT.map((share, i): [Record<string, unknown>, ReturnType<typeof pointGeometry>] => [
        {
          code: `DM-${route.key}-${i + 1}`,
          name: `${route.name}${i === 0 ? '上' : '下'}游断面`,
          level: route.level === 'municipal' ? 'municipal' : 'county',
          river: route.key,
          target_class: route.level === 'municipal' ? 3 : 4,
        },
        pointGeometry(pointAt(route, Math.floor(lengthMm(route) * share))),
      ]),
    ),
  );
}

/** In the middle of the two level 1 zones. */
function intakes(waterways: Waterways): DemoLayer {
  const wide = widestRiver(waterways);
  return layerOf('intakes', [
    [{ code: 'QS-1', name: `${waterways.lakes[0].name}取水口`, level: 'county' }, pointGeometry(lakeIntake(waterways))],
    [
      { code: 'QS-2', name: `${wide.name}取水口`, level: 'county', river: wide.key },
      pointGeometry(riverIntake(waterways)),
    ],
  ]);
}

const COAST_EAST_M = 30_000;
const COAST_HALF_M = 45_000;
const COAST_STEP_M = 1500;

/** East of the district from south to north, the sea on its right: all that drains here comes to rivers. */
function coastline({ centreX, centreY, scale }: Frame): DemoLayer {
  const root = Math.sqrt(scale);
  const steps = Math.round(COAST_HALF_M / COAST_STEP_M);
  const line = Array.from({ length: 2 * steps + 1 }, (_, i): Point => {
    const north = (i - steps) * COAST_STEP_M;
    const east = COAST_EAST_M + 1800 * Math.sin(north / 7000) + 600 * Math.sin(north / 2100 + 1);
    return [centreX + east * root, centreY + north * root];
  });
  const named = { source_id: 'HA-1', name: '合成海岸线', sea_side: 'right', authority: DESIGNATION.authority };
  return layerOf('coastline', [[{ ...named, layer_date: DESIGNATION.layer_date }, lineGeometry(line)]]);
}

const BEHIND_BANK_M = 35;
const VERTEX_EVERY = 12; // offsets of every bend would cross

/** Along both banks of the rivers that boats go on. */
function levees({ rivers }: Waterways): DemoLayer {
  const wide = rivers.filter(({ halfWidth, closed }) => halfWidth === WIDE_HALF_WIDTH_M && !closed);
  const banks = wide.flatMap((river) => [1, -1].map((side) => ({ river, side })));
  return layerOf(
    'levees',
    banks.map(({ river, side }, i) => {
      const axis = river.points.filter((_, v) => v % VERTEX_EVERY === 0 || v === river.points.length - 1);
      const line = offset(axis, () => side * (river.halfWidth * 1.13 + BEHIND_BANK_M));
      const name = `${river.name}${side > 0 ? '左' : '右'}岸堤防`;
      return [{ code: serial('DF', i), name, kind: 'levee', grade: '3级', river: river.key }, lineGeometry(line)];
    }),
  );
}
