/** Stores the bench district in a register: routes, and tracks with their packed pieces. */
import type { Database } from '../../../server/db/database.ts';
import type { BenchDistrict } from '../../../server/demo/bench/bench-district.ts';
import { dayOfDate } from '../../../server/engine/coverage/days.ts';
import { encodePieces } from '../../../server/engine/coverage/packed.ts';
import { prepareTrack } from '../../../server/engine/coverage/prepare-track.ts';
import { type CopyType, encodeCopy } from '../../../server/import/pgcopy.ts';

export const DISTRICT = 'bench';

/** Fills a migrated, empty database; returns the milliseconds that making the packed pieces took. */
export async function fillRegister(db: Database, bench: BenchDistrict): Promise<number> {
  let packingMs = 0;
  await db.query(
    `insert into register.district (key, number, name, plane_srid, synthetic) values ($1, 1, 'bench', 4549, true)`,
    [DISTRICT],
  );
  await db.run(`insert into register.river (district, id, name)
                select '${DISTRICT}', i, 'river ' || i from generate_series(1, ${bench.rulers.count}) as i`);
  await copy(db, 'route', ROUTE_COLUMNS, routeRows(bench));
  await copy(
    db,
    'survey_track',
    TRACK_COLUMNS,
    trackRows(bench, (ms) => {
      packingMs += ms;
    }),
  );
  await db.run('vacuum analyze');
  return packingMs;
}

const ROUTE_COLUMNS: Record<string, CopyType> = {
  district: 'text',
  id: 'int4',
  river_id: 'int4',
  seq: 'int4',
  role: 'text',
  closed: 'bool',
  length_mm: 'int8',
  geom: 'geom_4490',
  line_m: 'line_m',
};

const TRACK_COLUMNS: Record<string, CopyType> = {
  district: 'text',
  id: 'int4',
  mode: 'text',
  crew: 'text',
  date: 'date',
  geom: 'geom_4490',
  line_m: 'line_m',
  chords: 'bytea',
};

async function copy(db: Database, table: string, columns: Record<string, CopyType>, rows: Iterable<unknown[]>) {
  await db.copyIn(`register.${table}`, Object.keys(columns), encodeCopy(Object.values(columns), rows));
}

function* routeRows({ rulers }: BenchDistrict): Generator<unknown[]> {
  for (let i = 0; i < rulers.count; i++) {
    const [from, to] = [rulers.first[i], rulers.first[i + 1]];
    const line = { plane: metres(rulers.x, rulers.y, from, to), m: rulers.m.subarray(from, to) };
    const length = rulers.m[to - 1];
    yield [DISTRICT, rulers.routeId[i], rulers.riverId[i], 1, 'main', false, length, SOMEWHERE, line];
  }
}

/** Tracks get ids from 1 up, in the generator's order. */
function* trackRows(bench: BenchDistrict, spent: (ms: number) => void): Generator<unknown[]> {
  for (const { id, mode, crew, date, x, y } of bench.tracks()) {
    const start = performance.now();
    const day = new Int32Array(x.length).fill(dayOfDate(date));
    const chords = encodePieces(prepareTrack({ x, y, day }).pieces);
    spent(performance.now() - start);
    const line = { plane: metres(x, y, 0, x.length), m: new Float64Array(x.length) };
    yield [DISTRICT, id + 1, mode, crew, date, SOMEWHERE, line, chords];
  }
}

/** Nothing timed reads lon/lat. */
const SOMEWHERE = {
  kind: 'line',
  degrees: Float64Array.of(121, 31, 121.1, 31.1),
  plane: new Float64Array(4),
  parts: [],
};

function metres(x: Float64Array, y: Float64Array, from: number, to: number): Float64Array {
  const plane = new Float64Array(2 * (to - from));
  for (let v = from; v < to; v++) {
    plane[2 * (v - from)] = x[v] / 1000;
    plane[2 * (v - from) + 1] = y[v] / 1000;
  }
  return plane;
}
