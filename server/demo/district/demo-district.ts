/** The synthetic district 合成演示数据, whole: every layer as rows to import, and the truth of its tracks. Pure and seeded. */
import type { DemoLayer } from '../layer.ts';
import { partSeed, type Random, seededRandom } from '../random.ts';
import { aroundLayers } from './around.ts';
import { dayRandom, planSurveys } from './campaigns.ts';
import { recordCrossings } from './crossings.ts';
import { type Curves, smoothNodes } from './curves.ts';
import { recordDay, type Track } from './fixes.ts';
import { followUps, sampleRows } from './follow-up.ts';
import { makeFrame } from './frame.ts';
import { makeLakes } from './lakes.ts';
import { TOWNS } from './names.ts';
import { outfallRows } from './outfall-rows.ts';
import { makeOutfalls } from './outfalls.ts';
import { planPaths } from './paths.ts';
import { allRoutes, type Route, type TownRings } from './routes.ts';
import {
  layerOf,
  lineGeometry,
  pointGeometry,
  polygonGeometry,
  recordRows,
  riverRows,
  trackRows,
  waterBodyRows,
} from './rows.ts';
import { makeSewerage, type Sewerage } from './sewers.ts';
import { addStrayPipes } from './stray-pipes.ts';
import { townRings } from './town-rings.ts';
import { makeWaterways, type Waterways } from './waterways.ts';
import { DESIGNATION, makeFunctionZones, makeParks, makeVenues, makeZones } from './zones.ts';

const CROSSINGS = 60;

export interface DemoDistrict {
  waterways: Waterways;
  routes: Route[];
  towns: TownRings;
  tracks: Track[];
  /** In the order they are to be imported. */
  layers: DemoLayer[];
}

/**
 * @param scale  multiplies area, length and counts; 1 is 670 km² with 2507.000 km of routes, shores included.
 * @param seed   the same seed gives the same bytes.
 */
export function generateDemoDistrict({ scale, seed }: { scale: number; seed: number }): DemoDistrict {
  const part = (number: number) => seededRandom(partSeed(seed, -number));
  const frame = makeFrame(part(1), scale);
  const plan = planPaths(frame, part(2));
  smoothNodes(frame, plan.main);
  const curves: Curves = { frame, seed, drawn: new Map() };
  const waterways = makeWaterways(curves, part(4), { ...plan, lakes: makeLakes(frame, part(3), plan.main) });
  const towns = TOWNS.map((_, town) => townRings(curves, town));
  const routes = allRoutes(waterways, towns);
  const { days, records } = planSurveys(routes, part(5));
  const tracks = [
    ...days.map((day, i) => recordDay(day, dayRandom(seed, i))),
    ...recordCrossings(routes, seed, Math.round(CROSSINGS * scale), part(6)),
  ];
  const outfalls = makeOutfalls({ frame, routes, towns }, part(7));
  const sewerage = makeSewerage(outfalls, part(9));
  addStrayPipes(sewerage, routes, outfalls, scale);
  const followed = followUps(outfalls, part(13));
  const layers = [
    layerOf(
      'towns',
      TOWNS.map(({ key, name }, i) => [{ key, name }, polygonGeometry(towns[i].map((ring) => [ring]))]),
    ),
    riverRows(waterways),
    waterBodyRows(waterways),
    outfallRows(outfalls, followed, part(8)),
    sampleRows(outfalls, followed),
    trackRows(tracks),
    recordRows(records),
    ...sewerLayers(sewerage),
    layerOf(
      'zones',
      makeZones(frame, waterways).map(({ parts, accuracyM, ...zone }) => [
        { ...zone, ...DESIGNATION, accuracy_m: accuracyM },
        polygonGeometry(parts),
      ]),
    ),
    functionZoneLayer(routes, part(10)),
    layerOf(
      'parks',
      makeParks(frame, part(11)).map(({ name, ring }) => [{ name }, polygonGeometry([[ring]])]),
    ),
    layerOf(
      'venues',
      makeVenues(frame, part(12)).map(({ name, at }) => [{ name }, pointGeometry(at)]),
    ),
    ...aroundLayers({ frame, waterways, routes, outfalls, dischargers: sewerage.dischargers }),
  ];
  return { waterways, routes, towns, tracks, layers };
}

function sewerLayers({ pipes, manholes, dischargers }: Sewerage): DemoLayer[] {
  return [
    layerOf(
      'sewers',
      pipes.map((pipe) => [
        {
          source_id: pipe.sourceId,
          kind: pipe.kind,
          from_node: pipe.fromNode,
          to_node: pipe.toNode,
          invert_up_m: pipe.invertUpM,
          invert_down_m: pipe.invertDownM,
          outfall: pipe.outfall,
        },
        lineGeometry(pipe.line),
      ]),
    ),
    layerOf(
      'manholes',
      manholes.map(({ sourceId, kind, at }) => [{ source_id: sourceId, kind }, pointGeometry(at)]),
    ),
    layerOf(
      'dischargers',
      dischargers.map(({ sourceId, name, creditCode, outfall, at }) => [
        { source_id: sourceId, name, credit_code: creditCode, outfall },
        pointGeometry(at),
      ]),
    ),
  ];
}

function functionZoneLayer(routes: readonly Route[], random: Random): DemoLayer {
  const zones = makeFunctionZones(routes, random);
  return layerOf(
    'function-zones',
    zones.map((zone, i) => [
      {
        source_id: `F${String(i + 1).padStart(3, '0')}`,
        name: zone.name,
        river: zone.river,
        from_m: zone.fromM,
        to_m: zone.toM,
        target_class: zone.targetClass,
        measured_class: zone.measuredClass,
      },
      null,
    ]),
  );
}

/** One line of JSON per track: what it really travelled, in mm of measure along the river's routes. */
export function* truthLines(tracks: readonly Track[]): Generator<string> {
  for (const { name, mode, crew, date, truth } of tracks) {
    const ranges = truth.map(({ river, seq, bank, fromMm, toMm }) => ({
      river,
      route: seq,
      bank,
      from_mm: fromMm,
      to_mm: toMm,
    }));
    yield `${JSON.stringify({ track: name, mode, crew, date, crossing: truth.length === 0, ranges })}\n`;
  }
}
