/** Finds outfalls by code and name, rivers and towns by name, also in Latin letters; what begins with the words comes first. */
import type { Executor } from '../db/database.ts';

export interface SearchHit {
  kind: 'outfall' | 'river' | 'town' | 'place';
  id: number;
  code: string | null;
  name: string | null;
  /** What tells two of the same name apart: an outfall's river, a river's level, a place's coordinate system. */
  detail: string | null;
  /** west, south, east, north; EPSG:4326 order lon, lat. */
  bbox: [number, number, number, number] | null;
  /** Of a place: so far beyond the box of the district's rivers. */
  outside_km?: number | null;
}

/** SQL: letters and digits alone, small, ü as u. */
const plainLatin = (sql: string) => `lower(regexp_replace(translate(${sql}, 'Üü', 'Uu'), '[\\s''’-]', '', 'g'))`;

/**
 * At most `limit` hits, rivers and towns before outfalls of equal rank. Case, spaces and hyphens in codes and Latin names do not matter;
 * codes and names of records merged into an outfall find that one.
 */
export async function search(db: Executor, district: string, words: string, limit: number): Promise<SearchHit[]> {
  return db.query<SearchHit>(
    `with
     wanted as (select lower($2) as text, nullif(lower(regexp_replace($2, '[\\s-]', '', 'g')), '') as code,
                      nullif(${plainLatin('$2')}, '') as latin),
     latin as (
       select name, ${plainLatin('latin')} as latin
         from register.latin_name where district = $1),
     hit as (
       select 'river' as kind, v.id, v.code, v.name, v.level as detail, lower(v.name) = w.text or n.latin = w.latin as exact,
              starts_with(lower(v.name), w.text) or starts_with(n.latin, w.latin) as begins,
              (select st_extent(r.geom) from register.route r where r.district = v.district and r.river_id = v.id) as box
         from wanted w join register.river v on v.district = $1 left join latin n on n.name = v.name
        where strpos(lower(v.name), w.text) > 0 or starts_with(n.latin, w.latin)
       union all
       select 'town', t.id, t.key, t.name, null, lower(t.name) = w.text or n.latin = w.latin,
              starts_with(lower(t.name), w.text) or starts_with(n.latin, w.latin), box2d(t.geom)
         from wanted w join register.town t on t.district = $1 left join latin n on n.name = t.name
        where strpos(lower(t.name), w.text) > 0 or starts_with(n.latin, w.latin)
       union all
       select 'outfall', o.id, coalesce(o.code, o.code_province), o.name, o.receiving_water,
              w.code in (c.national, c.province),
              starts_with(c.national, w.code) or starts_with(c.province, w.code) or starts_with(lower(o.name), w.text),
              box2d(o.geom)
         from wanted w
         join register.outfall o on o.district = $1 and o.status <> 'rejected' and o.merged_into is null
        cross join lateral (select lower(replace(o.code, '-', '')) as national,
                                   lower(replace(o.code_province, '-', '')) as province) c
        where strpos(lower(o.name), w.text) > 0 or strpos(c.national, w.code) > 0 or strpos(c.province, w.code) > 0
       union all
       select 'outfall', o.id, coalesce(o.code, o.code_province), o.name, o.receiving_water,
              w.code in (c.national, c.province),
              starts_with(c.national, w.code) or starts_with(c.province, w.code) or starts_with(lower(m.name), w.text),
              box2d(o.geom)
         from wanted w
         join atlas.merged_records m on m.district = $1
         join register.outfall o on o.district = m.district and o.id = m.outfall_id and o.status <> 'rejected'
        cross join lateral (select lower(replace(m.code, '-', '')) as national,
                                   lower(replace(m.code_province, '-', '')) as province) c
        where strpos(lower(m.name), w.text) > 0 or strpos(c.national, w.code) > 0 or strpos(c.province, w.code) > 0
     ),
     best as (
       select distinct on (kind, id) * from hit
        order by kind, id, coalesce(exact, false) desc, coalesce(begins, false) desc)
     select kind, id, code, name, detail,
            case when box is not null
                 then array[st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)] end as bbox
       from best
      order by coalesce(exact, false) desc, coalesce(begins, false) desc,
               array_position('{river,town,outfall}', kind), name, id
      limit $3`,
    [district, words, limit],
  );
}
