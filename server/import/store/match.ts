/** Which row of an earlier batch a row of this file is: by source_id, else code, else place to 1 cm and name. */
import type { Writing } from '../load.ts';
import { type PackedGeometry, planeBox } from '../rows/geometry.ts';
import type { TouchedTable } from '../touched.ts';

export interface Identity {
  sourceId: string | null;
  /** The official code or key. */
  code: string | null;
  /** Corners of the geometry in whole centimetres and the name: equal to what PLACES makes of a stored row. */
  place: string;
}

interface Known {
  id: number;
  source_id: string | null;
  code: string | null;
  place: string;
}

const box = (column: string) =>
  `concat_ws(',', ${['st_xmin', 'st_ymin', 'st_xmax', 'st_ymax']
    .map((edge) => `floor(${edge}(${column}) * 100 + 0.5)::bigint`)
    .join(', ')})`;

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
  water_function_zone: { code: null, place: `concat_ws(' ', river_key, name)` },
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

/**
 * The id of the earlier row that each row is, 0 for a new one. Each earlier row is taken at most once, so rows of one
 * file never merge. Identifiers that both carry and that differ rule a match out.
 */
export async function matchRows(writing: Writing, table: TouchedTable, rows: readonly Identity[]): Promise<Int32Array> {
  const ids = new Int32Array(rows.length);
  const known = await knownRows(writing, table);
  if (known.length === 0) return ids;
  const taken = new Set<number>();
  const [bySource, byCode, byPlace] = [
    groupBy(known, ({ source_id }) => source_id),
    groupBy(known, ({ code }) => code),
    groupBy(known, ({ place }) => place),
  ];
  const take = (candidates: Known[] | undefined, agrees: (row: Known) => boolean): number => {
    const found = candidates?.find((row) => !taken.has(row.id) && agrees(row));
    if (found) taken.add(found.id);
    return found?.id ?? 0;
  };
  for (let i = 0; i < rows.length; i++)
    if (rows[i].sourceId !== null) ids[i] = take(bySource.get(rows[i].sourceId!), () => true);
  for (let i = 0; i < rows.length; i++) {
    const { sourceId, code, place } = rows[i];
    // a town's key is the district's own: it says more than the number a file happens to carry
    const sameSource = (row: Known) => table === 'town' || mayBe(sourceId, row.source_id);
    if (ids[i] === 0 && code !== null) ids[i] = take(byCode.get(code), sameSource);
    if (ids[i] === 0) ids[i] = take(byPlace.get(place), (row) => sameSource(row) && mayBe(code, row.code));
  }
  return ids;
}

function mayBe(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

async function knownRows({ tx, district }: Writing, table: TouchedTable): Promise<Known[]> {
  const { code, place } = PLACES[table];
  return tx.query<Known>(
    `select id, ${table === 'river' ? 'null' : 'source_id'} as source_id, ${code ?? 'null'} as code, ${place} as place
       from register.${table} where district = $1 order by id`,
    [district],
  );
}

function groupBy(rows: Known[], key: (row: Known) => string | null): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const row of rows) {
    const value = key(row);
    if (value === null) continue;
    const group = groups.get(value);
    if (group) group.push(row);
    else groups.set(value, [row]);
  }
  return groups;
}
