/** Places shown on the small map of the review page, and what the register made of them by PostGIS. */
import type { Page } from 'playwright-core';
import { openPostgres } from '../../server/db/postgres.ts';

interface Place {
  lon: number;
  lat: number;
}

/** Some pixels beside the first candidate of the item: degrees by the map, and the pixel in the window. */
export async function besideCandidate(page: Page, right = 0, down = 0): Promise<Place & { x: number; y: number }> {
  return page.evaluate(
    ([dx, dy]) => {
      type Pair = [number, number];
      const root = document.querySelector('review-page') as unknown as {
        item: { map: { features: { properties: { role: string }; geometry: { coordinates: Pair } }[] } };
        renderRoot: ShadowRoot;
      };
      const { gl } = root.renderRoot.querySelector('outfall-map') as unknown as {
        gl: {
          project(at: Pair): { x: number; y: number };
          unproject(at: Pair): { lng: number; lat: number };
          getCanvas(): HTMLCanvasElement;
        };
      };
      const { geometry } = root.item.map.features.find(({ properties }) => properties.role === 'candidate')!;
      const { left, top } = gl.getCanvas().getBoundingClientRect();
      const at = gl.project(geometry.coordinates);
      const [x, y] = [Math.round(left + at.x + dx), Math.round(top + at.y + dy)];
      const { lng, lat } = gl.unproject([x - left, y - top]);
      return { lon: lng, lat, x, y };
    },
    [right, down] as const,
  );
}

/** The place that the page says was shown. */
export async function shownPlace(page: Page): Promise<Place> {
  const label = await page.locator('label[for="reason"]').innerText();
  const [lon, lat] = label.match(/-?\d+\.\d+/g)!.map(Number);
  return { lon, lat };
}

export interface Drawn {
  route: number;
  status: string;
  reviewer: string;
  decision: string;
  why: string;
  ago_s: number;
  /** The route nearest to the place. */
  nearest: number;
  /** Between what is stored and what ST_LineLocatePoint, ST_InterpolatePoint and ST_Distance say. */
  measure_off_mm: number;
  offset_off_mm: number;
  /** From the place to the stored point on the route. */
  beside_m: number;
}

/** The link of an outfall beside what PostGIS makes of the place that was shown for it. */
export async function drawnLink(url: string, outfall: number, { lon, lat }: Place): Promise<Drawn> {
  const db = openPostgres(url, 1);
  const [row] = await db.query<Drawn>(
    `with shown as (
       select st_setsrid(st_transform(st_setsrid(st_makepoint($2, $3), 4490), d.plane_srid), 0) as at
         from register.district d where d.key = 'demo'),
     near as (
       select r.id, r.line_m, st_distance(r.line_m, s.at) as away,
              st_lineinterpolatepoint(r.line_m, st_linelocatepoint(r.line_m, s.at)) as foot
         from register.route r cross join shown s where r.district = 'demo' order by away limit 1)
     select l.route_id as route, l.status, v.reviewer, v.decision, v.reason as why, n.id as nearest, n.away as beside_m,
            extract(epoch from now() - v.decided_at)::float8 as ago_s,
            abs(l.measure_mm - st_interpolatepoint(n.line_m, n.foot)) as measure_off_mm,
            abs(l.offset_mm - st_distance(o.geom_m, n.foot) * 1000) as offset_off_mm
       from register.outfall_link l
       join register.outfall o on o.district = l.district and o.id = l.outfall_id
       join register.review_decision v on v.district = l.district and v.outfall_id = l.outfall_id and v.kind = 'link'
      cross join near n
      where l.district = 'demo' and l.outfall_id = $1`,
    [outfall, lon, lat],
  );
  await db.close();
  return row;
}
