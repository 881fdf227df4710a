/**
 * Linking the bench district's outfalls and flagging them against its zones, with signed distances, edges, receiving water
 * and distances along the river, against the plain join that finds containment alone; interleaved in one run. Goal of
 * issue "Flags and links": within 3 times the join.
 */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { type BenchDistrict, generateBenchDistrict } from '../../server/demo/bench/bench-district.ts';
import { buildCutter, rangesInside } from '../../server/engine/cut.ts';
import { buildLinkIndex, type LinkIndex } from '../../server/engine/link/link-index.ts';
import { linkPoints } from '../../server/engine/link/link-points.ts';
import type { LinkPoints } from '../../server/engine/link/links.ts';
import { NO_NAME } from '../../server/engine/names.ts';
import type { Polygons } from '../../server/engine/polygons.ts';
import { packWaterBodies } from '../../server/engine/rulers.ts';
import { buildWaters, mouthPlaces } from '../../server/engine/zone-relations/mouth.ts';
import { INSIDE, type Outfalls, type Related, relate } from '../../server/engine/zone-relations/relate.ts';
import { buildRiverNetwork, riverDistanceMm } from '../../server/engine/zone-relations/river-distance.ts';
import { buildZoneIndex } from '../../server/engine/zone-relations/zone-index.ts';

const ROUNDS = 9;
const LARGEST_DATABASE_SCALE = 10;
const ROWS_PER_STATEMENT = 2000;
const ACCURACY_MM = 2000;

type Samples = Record<'ours' | 'link' | 'zone_index' | 'relate' | 'rivers' | 'contains', number[]>;
/** Per zone the ranges of routes inside it: what derivation keeps in route_zone. */
type Ranges = Map<number, number[]>[];

interface Prepared {
  district: BenchDistrict;
  index: LinkIndex;
  points: LinkPoints;
  zones: Polygons;
  ranges: Ranges;
}

/** @param options.databaseUrl an empty PostgreSQL database that may be filled; not used above scale 10. */
export async function benchZones(options: { scale: number; seed: number; databaseUrl: string }) {
  const samples: Samples = { ours: [], link: [], zone_index: [], relate: [], rivers: [], contains: [] };
  const prepared = prepare(generateBenchDistrict(options));
  const client = options.scale <= LARGEST_DATABASE_SCALE ? await fill(options.databaseUrl, prepared) : undefined;
  let related: Related | undefined;
  let contained: number | undefined;
  try {
    for (let round = 0; round < ROUNDS; round++) {
      related = timeOurs(prepared, samples);
      const started = performance.now();
      contained = (await client?.query(sqlOf('zones-contains')))?.rows[0].inside;
      if (client) samples.contains.push(performance.now() - started);
    }
  } finally {
    await client?.end();
  }
  return {
    ratios: { contains: client ? median(samples.ours)! / median(samples.contains)! : null },
    medians_ms: Object.fromEntries(Object.entries(samples).map(([name, list]) => [name, median(list)])),
    sizes: {
      outfalls: prepared.points.count,
      zones: prepared.zones.count,
      zone_vertices: prepared.zones.x.length,
      pairs: related!.outfall.length,
      inside: related!.relations.filter((bits) => bits & INSIDE).length,
      inside_by_join: contained ?? null,
    },
    samples_ms: samples,
  };
}

function prepare(district: BenchDistrict): Prepared {
  const { rulers, outfalls, zones: drawn } = district;
  const { count, first, x, y } = drawn;
  const zones = { count, first, x, y, ringsOf: Uint32Array.from({ length: count + 1 }, (_, i) => i) };
  const ranges: Ranges = Array.from({ length: count }, () => new Map());
  const cutter = buildCutter(zones);
  for (let route = 0; route < rulers.count; route++)
    for (const [zone, inside] of rangesInside(cutter, rulers, route)) ranges[zone].set(route, inside);
  const index = buildLinkIndex(rulers, packWaterBodies([]), new Map());
  const points = { ...outfalls, water: new Int32Array(outfalls.count).fill(NO_NAME) };
  return { district, index, points, zones, ranges };
}

/** The whole step as derivation does it, from points and zones in memory to relations with all their distances. */
function timeOurs({ district: { rulers }, index, points, zones, ranges }: Prepared, samples: Samples): Related {
  const started = performance.now();
  const links = linkPoints(index, points);
  const linked = performance.now();
  const zoneIndex = buildZoneIndex(zones, new Float64Array(zones.count).fill(ACCURACY_MM));
  const indexed = performance.now();
  const { chosen, candidates } = links;
  const related = relate(zoneIndex, mouthsOf(index, points, links));
  const flagged = performance.now();
  const network = buildRiverNetwork(rulers);
  related.outfall.forEach((outfall, k) => {
    const c = chosen[outfall];
    if (c < 0) return;
    for (const way of ['up', 'down'] as const)
      riverDistanceMm(
        network,
        candidates.route[c],
        candidates.measureMm[c],
        (route) => ranges[related.zone[k]].get(route) ?? [],
        way,
      );
  });
  const ended = performance.now();
  samples.link.push(linked - started);
  samples.zone_index.push(indexed - linked);
  samples.relate.push(flagged - indexed);
  samples.rivers.push(ended - flagged);
  samples.ours.push(ended - started);
  return related;
}

function mouthsOf(
  { rulers, waters }: LinkIndex,
  { count, x, y }: LinkPoints,
  links: ReturnType<typeof linkPoints>,
): Outfalls {
  const tree = buildWaters(waters);
  const mouthFirst = new Uint32Array(count + 1);
  const [mouthX, mouthY]: [number[], number[]] = [[], []];
  for (let i = 0; i < count; i++) {
    const c = links.chosen[i];
    const at =
      c < 0
        ? []
        : mouthPlaces(rulers, tree, { route: links.candidates.route[c], measure: links.candidates.measureMm[c] }, [
            x[i],
            y[i],
          ]);
    for (const [px, py] of at) {
      mouthX.push(px);
      mouthY.push(py);
    }
    mouthFirst[i + 1] = mouthX.length;
  }
  return {
    count,
    x,
    y,
    mouthFirst,
    mouthX: Float64Array.from(mouthX),
    mouthY: Float64Array.from(mouthY),
    conduits: new Map(),
  };
}

async function fill(databaseUrl: string, { points, zones }: Prepared): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('create extension if not exists postgis');
  await client.query(sqlOf('zones-tables'));
  const wkt = (x: Float64Array, y: Float64Array, from: number, to: number) =>
    Array.from({ length: to - from }, (_, k) => `${x[from + k] / 1000} ${y[from + k] / 1000}`).join(',');
  await insert(client, 'zone_outfall', points.count, (i) => `POINT(${wkt(points.x, points.y, i, i + 1)})`);
  await insert(
    client,
    'zone_area',
    zones.count,
    (i) => `POLYGON((${wkt(zones.x, zones.y, zones.first[i], zones.first[i + 1])}))`,
  );
  await client.query('vacuum analyze');
  await client.query('set jit = off');
  return client;
}

async function insert(client: pg.Client, table: string, count: number, wktOf: (i: number) => string): Promise<void> {
  for (let from = 0; from < count; from += ROWS_PER_STATEMENT) {
    const ids = Array.from({ length: Math.min(ROWS_PER_STATEMENT, count - from) }, (_, k) => from + k);
    await client.query(
      `insert into ${table} select id, st_geomfromtext(wkt, 4549) from unnest($1::int[], $2::text[]) as t(id, wkt)`,
      [ids, ids.map(wktOf)],
    );
  }
}

function sqlOf(name: string): string {
  return readFileSync(new URL(`baselines/${name}.sql`, import.meta.url), 'utf8');
}

function median(values: readonly number[]): number | null {
  return values.length > 0 ? [...values].sort((a, b) => a - b)[values.length >> 1] : null;
}
