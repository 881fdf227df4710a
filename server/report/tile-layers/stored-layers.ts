/** Tile layers that are rows of one table each: what their fields are made of. */
import type { LayerId } from '../../../tiles/manifest.ts';

export interface StoredLayer {
  readonly layer: LayerId;
  /** Table or view with district, id and geom (EPSG:4490). */
  readonly from: string;
  /** SQL of each field of the manifest, over the columns of `from`. */
  readonly columns: Readonly<Record<string, string>>;
  /** Condition of the rows that are features, over the same columns; all of them when left out. */
  readonly only?: string;
  /** SQL of the geometry, where it is not `geom` as it lies there. */
  readonly shape?: string;
}

const TOWN_TINTS = 5;

/**
 * Water flows to the lower end. Without two inverts that differ it is taken to flow from from_node to to_node, and lines
 * to be drawn that way round.
 */
const FLOW = `case when invert_up_m <> invert_down_m then sign(invert_up_m - invert_down_m)
  when from_node is not null and to_node is not null then 1 end`;

const same = (...names: string[]): Record<string, string> => Object.fromEntries(names.map((name) => [name, name]));

/** The name in Latin letters of a row of a table of the register. */
const latinOf = (table: string): Record<string, string> => ({
  latin: `select n.latin from register.latin_name n where n.district = ${table}.district and n.name = ${table}.name`,
});

export const STORED_LAYERS: readonly StoredLayer[] = [
  {
    layer: 'towns',
    from: 'register.town',
    columns: {
      ...same('name', 'key'),
      ...latinOf('town'),
      tint: `(row_number() over (order by id) - 1) % ${TOWN_TINTS}`,
    },
  },
  {
    layer: 'water_bodies',
    from: 'register.water_body',
    columns: { ...same('name', 'kind'), ...latinOf('water_body') },
  },
  {
    layer: 'water_labels',
    from: 'register.water_body',
    columns: { ...same('name', 'kind'), ...latinOf('water_body') },
    only: `kind <> 'river' and name is not null`,
    shape: 'st_pointonsurface(geom)',
  },
  { layer: 'parks', from: 'register.park', columns: same('name', 'level') },
  {
    layer: 'zones',
    from: 'register.protected_zone',
    columns: same('name', 'kind', 'level', 'part', 'valid_from', 'valid_to'),
  },
  { layer: 'service_areas', from: 'register.sewer_service_area', columns: same('name', 'plant') },
  { layer: 'function_zones', from: 'atlas.function_zones', columns: same('name', 'target_class', 'measured_class') },
  { layer: 'sewers', from: 'register.sewer_pipe', columns: { ...same('kind', 'size'), flow: FLOW } },
  { layer: 'manholes', from: 'register.manhole', columns: same('kind') },
  { layer: 'sections', from: 'register.section', columns: same('name', 'code', 'level', 'target_class') },
  { layer: 'intakes', from: 'register.intake', columns: same('name', 'level') },
];
