/** Coordinates that a person types into the search: degrees in either order, metres of a grid, with or without the system's name. */
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { type Around, aroundDistrict, isIn, outsideKm } from './near-district.ts';
import { type Found, placesOf } from './place-systems.ts';
import type { SearchHit } from './search.ts';
import { typedCoordinates } from './typed-coordinates.ts';

const BOX_DEGREES = 0.0015;
const AT_MOST = 4;

/**
 * Places that two numbers may mean, those in or near the district alone when there are any; none when the words are not
 * coordinates. `detail` says the system that was taken. Degrees are CGCS2000 unless another system is named.
 *
 * @param isName the words are found otherwise: nothing is refused for "排口 3 4"
 * @throws DomainError unknown_crs, crs_without_datum, zone_disagrees, no_easting, no_degrees of a system that is named
 */
export async function searchPlaces(
  db: Executor,
  district: string,
  words: string,
  isName = false,
): Promise<SearchHit[]> {
  const typed = typedCoordinates(words);
  if (!typed) return [];
  const around = await aroundDistrict(db, district);
  const places = await placesOf(db, typed, around).catch((refusal) => {
    if (isName && refusal instanceof DomainError) return [];
    throw refusal;
  });
  const near = places.filter(({ place }) => !around || isIn(around, ...place));
  return (near.length > 0 ? near : places.slice(0, 1)).slice(0, AT_MOST).map((each, i) => hitOf(each, i, around));
}

const hitOf = ({ place: [lon, lat], system }: Found, index: number, around?: Around): SearchHit => ({
  kind: 'place',
  id: index,
  code: null,
  name: `${lon.toFixed(6)}, ${lat.toFixed(6)}`,
  detail: system,
  outside_km: around ? Number(outsideKm([lon, lat], around).toFixed(1)) : null,
  bbox: [lon - BOX_DEGREES, lat - BOX_DEGREES, lon + BOX_DEGREES, lat + BOX_DEGREES],
});
