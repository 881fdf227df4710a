/** Plane systems that metres in China may be in instead of the one that was said: UTM for Gauss-Krüger, or another zone. */
import type { Executor } from '../db/database.ts';
import { type Crs, fromDefinition } from './crs.ts';

type Degrees = [number, number];

export interface OtherGrid {
  /** `EPSG:n`. */
  label: string;
  name: string;
  /** Where degrees that were read by the system said lie, had the numbers been read by this one. */
  read(degrees: Degrees): Degrees;
}

/**
 * UTM of WGS 84, zones 43 to 53, and CGCS2000: three-degree zones without a number in front of eastings, those of three
 * and of six degrees with one. Six-degree zones without a number are three-degree ones.
 */
const USUAL = '(srid between 4491 and 4501 or srid between 4513 and 4554 or srid between 32643 and 32653)';

/** Those that put `place`, read by the system said, near what the district holds; none where that was no plane system. */
export async function otherGrids(
  db: Executor,
  { label: said, isGeographic, fromDegrees }: Crs,
  place: Degrees,
  isNear: (lon: number, lat: number) => boolean,
): Promise<OtherGrid[]> {
  if (isGeographic || !fromDegrees) return [];
  const rows = await db.query<{ srid: number; name: string; proj4text: string }>(
    `select srid, substring(srtext from '"([^"]*)"') as name, proj4text
       from spatial_ref_sys where auth_name = 'EPSG' and ${USUAL} order by srid desc`,
  );
  return rows
    .map(({ srid, name, proj4text }) => ({ label: `EPSG:${srid}`, name, toDegrees: toDegreesOf(proj4text) }))
    .map(({ toDegrees, ...grid }) => ({ ...grid, read: (degrees: Degrees) => toDegrees(fromDegrees(degrees)) }))
    .filter(({ label, read }) => label !== said && isNear(...read(place)));
}

/** A plane system is never WGS 84 degrees already. */
const toDegreesOf = (definition: string) => fromDefinition(definition, definition).toDegrees!;
