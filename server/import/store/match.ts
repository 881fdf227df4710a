/** Which row of an earlier batch a row of this file is: by source_id, else code, else place to 1 cm and name. */
import type { Writing } from '../load.ts';
import { PrintColumn, PrintIndex } from '../prints/print-column.ts';
import { type PackedGeometry, planeBox } from '../rows/geometry.ts';
import type { TouchedTable } from '../touched.ts';

export interface Identity {
  sourceId: string | null;
  /** The official code or key. */
  code: string | null;
  /** Corners of the geometry in whole centimetres and the name: equal to what PLACES makes of a stored row. */
  place: string;
}

const box = (column: string) =>
  `concat_ws(',', ${['st_xmin', 'st_ymin', 'st_xmax', 'st_ymax']
    .map((edge) => `floor(${edge}(${column}) * 100 + 0.5)::bigint`)
    .join(', ')})`;

/** A stretch of river is a line, or a river with measures and no geometry. */
const reach = `case when geom_m is null then '' else ${box('geom_m')} || '|' end || concat_ws(' ', river_key, name)`;

/** Per table: the column of the code, and the SQL of `place`. */
const PLACES: Record<TouchedTable, { code: string | null; place: string }> = {
  river: { code: 'key', place: `''` },
  source_segment: { code: null, place: `${box('geom_m')} || '|'` },
  water_body: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  town: { code: 'key', place: `${box('geom_m')} || '|' || name` },
  outfall: { code: 'code', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  survey_track: { code: null, place: `${box('line_m')} || '|' || concat_ws(' ', track, mode, date)` },
  survey_record: {
    code: null,
    place: `concat_ws(' ', river_id, town_id, from_mm, to_mm, bank, mode, method, crew, date)`,
  },
  protected_zone: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  sewer_pipe: { code: null, place: `${box('geom_m')} || '|'` },
  manhole: { code: null, place: `${box('geom_m')} || '|'` },
  discharger: { code: null, place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  park: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  venue: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  water_function_zone: { code: null, place: reach },
  key_reach: { code: null, place: reach },
  sewer_service_area: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  conduit: { code: null, place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  section: { code: 'code', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  section_sample: { code: null, place: `concat_ws(' ', section_id, date)` },
  sample: { code: null, place: `concat_ws(' ', outfall_id, date, kind)` },
  intake: { code: 'code', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  coastline: { code: null, place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  levee: { code: 'code', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  residential_area: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  basin: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
  site: { code: 'key', place: `${box('geom_m')} || '|' || coalesce(name, '')` },
};

/** The `place` of a row with geometry. */
export function placeOf(shape: PackedGeometry, name: string | null): string {
  const corners = planeBox(shape).map((metres) => Math.floor(metres * 100 + 0.5));
  return `${corners.join(',')}|${name ?? ''}`;
}

/** The identities of a file's rows, packed: some tens of bytes each. */
export class Identities {
  readonly sourceIds = new PrintColumn();
  readonly codes = new PrintColumn();
  readonly places = new PrintColumn();

  static of(rows: readonly Identity[]): Identities {
    const packed = new Identities();
    for (const row of rows) packed.push(row);
    return packed;
  }

  push({ sourceId, code, place }: Identity): void {
    this.sourceIds.push(sourceId);
    this.codes.push(code);
    this.places.push(place);
  }

  get length(): number {
    return this.places.length;
  }
}

/** Rows of earlier batches, ascending by id. */
interface Known extends Identities {
  ids: number[];
}

/**
 * The id of the earlier row that each row is, 0 for a new one. Each earlier row is taken at most once, so rows of one
 * file never merge. Identifiers that both carry and that differ rule a match out.
 */
export async function matchRows(writing: Writing, table: TouchedTable, rows: Identities): Promise<Int32Array> {
  const ids = new Int32Array(rows.length);
  const known = await knownRows(writing, table);
  if (known.length === 0) return ids;
  const taken = new Uint8Array(known.length);
  const take = (index: PrintIndex, of: PrintColumn, i: number, agrees: (j: number) => boolean) => {
    const found = index.find(of, i, (j) => taken[j] === 0 && agrees(j));
    if (found < 0) return;
    taken[found] = 1;
    ids[i] = known.ids[found];
  };
  const { sourceIds, codes, places } = rows;
  const bySource = new PrintIndex(known.sourceIds);
  for (let i = 0; i < ids.length; i++) if (!sourceIds.isNull(i)) take(bySource, sourceIds, i, () => true);
  const [byCode, byPlace] = [new PrintIndex(known.codes), new PrintIndex(known.places)];
  for (let i = 0; i < ids.length; i++) {
    // a town's key is the district's own: it says more than the number a file happens to carry
    const sameSource = (j: number) => table === 'town' || mayBe(sourceIds, i, known.sourceIds, j);
    if (ids[i] === 0 && !codes.isNull(i)) take(byCode, codes, i, sameSource);
    if (ids[i] === 0) take(byPlace, places, i, (j) => sameSource(j) && mayBe(codes, i, known.codes, j));
  }
  return ids;
}

function mayBe(ones: PrintColumn, i: number, others: PrintColumn, j: number): boolean {
  return ones.isNull(i) || others.isNull(j) || ones.equals(i, others, j);
}

/** Whether the district has no row in a table: then nothing can match. */
export async function isEmptyTable({ tx, district }: Writing, table: TouchedTable): Promise<boolean> {
  const [{ any }] = await tx.query<{ any: boolean }>(
    `select exists (select from register.${table} where district = $1) as any`,
    [district],
  );
  return !any;
}

const KNOWN_AT_ONCE = 50_000; // rows of the register between two packings

async function knownRows({ tx, district }: Writing, table: TouchedTable): Promise<Known> {
  const { code, place } = PLACES[table];
  const known: Known = Object.assign(new Identities(), { ids: [] });
  for (let last = -1; ; last = known.ids[known.ids.length - 1]) {
    const rows = await tx.query<{ id: number; sourceId: string | null; code: string | null; place: string }>(
      `select id, ${table === 'river' ? 'null' : 'source_id'} as "sourceId", ${code ?? 'null'} as code, ${place} as place
         from register.${table} where district = $1 and id > $2 order by id limit ${KNOWN_AT_ONCE}`,
      [district, last],
    );
    for (const row of rows) {
      known.ids.push(row.id);
      known.push(row);
    }
    if (rows.length < KNOWN_AT_ONCE) return known;
  }
}
