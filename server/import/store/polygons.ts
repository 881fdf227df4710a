/** Invalid polygons: found and repaired by the database, rounded and turned back into degrees by us. */
import { readWkb } from '../formats/wkb.ts';
import { type Issue, issue } from '../issues.ts';
import type { Writing } from '../load.ts';
import { encodeCopy } from '../pgcopy.ts';
import type { Plane } from '../plane.ts';
import type { ReadyRow } from '../rows/convert.ts';
import type { PackedGeometry } from '../rows/geometry.ts';
import { originalOf } from '../rows/original.ts';

export interface Repaired {
  rows: ReadyRow[];
  issues: Issue[];
  rejected: number;
}

/** The rows with valid polygons; what ST_MakeValid cannot mend, or what has no area, is kept out. A mended row says so. */
export async function repairPolygons(writing: Writing, rows: ReadyRow[], plane: Plane): Promise<Repaired> {
  const issues: Issue[] = [];
  const lost = new Set<ReadyRow>();
  const broken = await findInvalid(
    writing,
    rows.map((row) => row.shapes[0]),
  );
  if (broken.length === 0) return { rows, issues, rejected: 0 };
  const mended = broken.map(({ mended }) => (mended === null ? null : packMended(mended, plane)));
  const sound = mended.filter((shape) => shape !== null);
  const brokenAgain = new Set((await findInvalid(writing, sound)).map(({ i }) => sound[i]));
  broken.forEach(({ i, reason }, n) => {
    const shape = mended[n];
    const row = rows[i];
    if (shape === null || brokenAgain.has(shape)) {
      lost.add(row);
      issues.push(
        issue('polygon_invalid', { row: row.row, value: reason, original: originalOf(row.properties, row.geometry) }),
      );
    } else {
      row.shapes = [shape];
      row.repaired = true;
      issues.push(issue('polygon_repaired', { row: row.row, value: reason }));
    }
  });
  return { rows: rows.filter((row) => !lost.has(row)), issues, rejected: lost.size };
}

interface Invalid {
  i: number;
  reason: string;
  mended: Uint8Array | null;
}

/** What is stored, in metres: rounding an edge to it moves it off the point that another ring touches it in. */
const GRID_M = 0.001;

/**
 * Nothing that any reading of the outline holds is left out: what it winds round twice is in (structure), and so is what
 * a hole beyond its shell or two holes over each other leave (linework). Brought to the grid by the database too, which
 * gives each edge the vertices that come to lie on it: rounded point by point, a hole that touches its shell is invalid again.
 */
const MENDED = `st_collectionextract(st_reduceprecision(
                  st_union(st_collectionextract(st_makevalid(geom_m, 'method=linework'), 3),
                           st_collectionextract(st_makevalid(geom_m, 'method=structure keepcollapsed=false'), 3)),
                  ${GRID_M}), 3)`;

async function findInvalid({ tx }: Writing, shapes: PackedGeometry[]): Promise<Invalid[]> {
  await tx.query('create temp table if not exists import_polygon (i int, geom_m geometry) on commit drop');
  await tx.query('delete from import_polygon');
  const cells = shapes.map((shape, i) => [i, shape]);
  await tx.copyIn('import_polygon', ['i', 'geom_m'], encodeCopy(['int4', 'geom_plane'], cells));
  return tx.query<Invalid>(
    `select i, st_isvalidreason(geom_m) as reason,
            case when not st_isempty(p.polygons) then st_asbinary(st_multi(p.polygons), 'NDR') end as mended
       from import_polygon, lateral (select ${MENDED} as polygons) as p
      where not st_isvalid(geom_m) order by i`,
  );
}

/** MultiPolygon WKB in metres → packed at 1 mm, degrees from the rounded metres. */
function packMended(wkb: Uint8Array, plane: Plane): PackedGeometry | null {
  const polygons = readWkb(wkb)?.coordinates as [number, number][][][] | undefined;
  if (!polygons) return null;
  const parts = polygons.map((rings) => rings.map((ring) => ring.length));
  const vertices = polygons.flat(2);
  const shape: PackedGeometry = {
    kind: 'polygon',
    parts,
    degrees: new Float64Array(vertices.length * 2),
    plane: new Float64Array(vertices.length * 2),
  };
  vertices.forEach(([x, y], i) => {
    shape.plane[2 * i] = Math.floor(x * 1000 + 0.5) / 1000;
    shape.plane[2 * i + 1] = Math.floor(y * 1000 + 0.5) / 1000;
    plane.inverse(shape.plane[2 * i], shape.plane[2 * i + 1], shape.degrees, 2 * i);
  });
  return shape;
}
