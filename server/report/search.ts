/** Finds outfalls, what lies around them, rivers and towns by code and name, rivers and towns in Latin letters too; what begins with the words comes first. */
import type { Executor } from '../db/database.ts';
import { plainCode, THING_KINDS, type ThingKind, thingParts } from './search-things.ts';

/** Of equal rank in this order. */
export const HIT_KINDS = ['river', 'town', 'outfall', ...THING_KINDS] as const;

export interface SearchHit {
  kind: 'outfall' | 'river' | 'town' | 'place' | ThingKind;
  id: number;
  code: string | null;
  name: string | null;
  /** What tells two of the same name apart: an outfall's river, a river's level, a sewer's outfall, a place's coordinate system. */
  detail: string | null;
  /** west, south, east, north; EPSG:4326 order lon, lat. */
  bbox: [number, number, number, number] | null;
  /** Of a place: so far beyond the box of the district's rivers. */
  outside_km?: number | null;
}

/** Letters and digits alone, small, ü as u. */
const plainLatin = (sql: string) => `lower(regexp_replace(translate(${sql}, 'Üü', 'Uu'), '[\\s''’-]', '', 'g'))`;

/** Outfalls `o` called as `n` is, their own record or one merged into them: of official codes any part is found, of own numbers and signs the beginning. */
const outfalls = (joined: string, n: string): string => `
       select 'outfall', o.id,
              case when w.code = c.own then ${n}.source_id when w.code = c.sign then ${n}.sign_code
                   else coalesce(o.code, o.code_province, o.source_id) end,
              o.name, o.receiving_water,
              w.code in (c.national, c.province, c.own, c.sign) or o.id = w.id,
              starts_with(c.national, w.code) or starts_with(c.province, w.code) or starts_with(c.own, w.code)
                or starts_with(c.sign, w.code) or starts_with(lower(${n}.name), w.text),
              box2d(o.geom)
         from wanted w
         join ${joined}
        cross join lateral (select ${plainCode(`${n}.code`)} as national, ${plainCode(`${n}.code_province`)} as province,
                                   ${plainCode(`${n}.source_id`)} as own, ${plainCode(`${n}.sign_code`)} as sign) c
        where o.status <> 'rejected'
          and (strpos(lower(${n}.name), w.text) > 0 or strpos(c.national, w.code) > 0 or strpos(c.province, w.code) > 0
               or starts_with(c.own, w.code) or starts_with(c.sign, w.code) or o.id = w.id)`;

const OWN_RECORDS = 'register.outfall o on o.district = $1 and o.merged_into is null';
const MERGED_RECORDS = `merged m on true
         join register.outfall n on n.district = $1 and n.id = m.id
         join register.outfall o on o.district = $1 and o.id = m.into_id and o.merged_into is null`;

const PARTS = `
       select 'river' as kind, v.id, coalesce(case when w.code = c.key then v.key end, v.code) as code, v.name, v.level as detail,
              lower(v.name) = w.text or n.latin = w.latin or w.code in (c.code, c.key) as exact,
              starts_with(lower(v.name), w.text) or starts_with(n.latin, w.latin) or starts_with(c.code, w.code)
                or starts_with(c.key, w.code) as begins,
              (select st_extent(r.geom) from register.route r where r.district = v.district and r.river_id = v.id) as box
         from wanted w join register.river v on v.district = $1 left join latin n on n.name = v.name
        cross join lateral (select ${plainCode('v.code')} as code, ${plainCode('v.key')} as key) c
        where strpos(lower(v.name), w.text) > 0 or starts_with(n.latin, w.latin)
           or starts_with(c.code, w.code) or starts_with(c.key, w.code)
       union all
       select 'town', t.id, t.key, t.name, null,
              lower(t.name) = w.text or n.latin = w.latin or c.key = w.code,
              starts_with(lower(t.name), w.text) or starts_with(n.latin, w.latin) or starts_with(c.key, w.code),
              box2d(t.geom)
         from wanted w join register.town t on t.district = $1 left join latin n on n.name = t.name
        cross join lateral (select ${plainCode('t.key')} as key) c
        where strpos(lower(t.name), w.text) > 0 or starts_with(n.latin, w.latin) or starts_with(c.key, w.code)
       union all${outfalls(OWN_RECORDS, 'o')}
       union all${outfalls(MERGED_RECORDS, 'n')}`;

/** What a search is for. */
interface Wanted {
  district: string;
  words: string;
  limit: number;
  /** Of a share: what lies around is found of these alone; null: of all. */
  layers: readonly string[] | null;
}

/**
 * At most `limit` hits, of equal rank in the order of HIT_KINDS. Case, spaces and hyphens in codes and Latin names do not matter;
 * codes and names of records merged into an outfall find that one.
 */
export async function search(db: Executor, { district, words, limit, layers }: Wanted): Promise<SearchHit[]> {
  return db.query<SearchHit>(
    `with recursive
     wanted as (select lower($2) as text, nullif(${plainCode('$5')}, '') as code, nullif(${plainLatin('$2')}, '') as latin,
                      substring($2 from '^#(\\d{1,9})$')::int as id),
     latin as (
       select name, ${plainLatin('latin')} as latin
         from register.latin_name where district = $1),
     merged as ( -- from the few records that are; atlas.merged_records comes down from all outfalls, which is half of a search
       select id, merged_into as into_id from register.outfall where district = $1 and merged_into is not null
       union all
       select m.id, o.merged_into
         from merged m join register.outfall o on o.district = $1 and o.id = m.into_id
        where o.merged_into is not null),
     hit as (${PARTS}
${thingParts(layers)}),
     best as (
       select distinct on (kind, id) * from hit
        order by kind, id, coalesce(exact, false) desc, coalesce(begins, false) desc)
     select kind, id, code, name, detail,
            case when box is not null
                 then array[st_xmin(box), st_ymin(box), st_xmax(box), st_ymax(box)] end as bbox
       from best
      order by coalesce(exact, false) desc, coalesce(begins, false) desc, array_position($4::text[], kind), name, code, id
      limit $3`,
    [district, words, limit, HIT_KINDS, words.normalize('NFKC')], // codes are typed in wide letters too
  );
}
