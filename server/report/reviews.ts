/** The review list: doubtful links, doubtful flags and near duplicates, worst consequence first. */
import type { Executor } from '../db/database.ts';
import type { Candidate } from '../district/derive/links.ts';
import type { District } from '../district/district.ts';
import { freshCandidates } from '../district/review-candidates.ts';
import { getItem } from '../register/review/items.ts';
import { today } from './as-of.ts';
import type { Report } from './report.ts';
import { REVIEW_COLUMNS, REVIEWER_COLUMNS } from './reviews/columns.ts';
import { afterPlace, type Cursor, cursorOf } from './reviews/cursor.ts';
import { reasonWords } from './reviews/words.ts';

export const REVIEW_KINDS = ['link', 'flag', 'duplicate'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];
export const REVIEW_STATES = ['open', 'decided', 'all'] as const;

export interface ReviewQuestion {
  /** Zones whose last day is before this one are left out; YYYY-MM-DD. */
  asOf: string;
  /** open when left out. */
  state?: (typeof REVIEW_STATES)[number];
  kind?: ReviewKind;
  /** Only this item, which is of this outfall. */
  only?: { id: string; outfall: number };
  limit?: number;
  cursor?: string;
}

/** The other of two near duplicates, as the candidate it is. */
export interface OtherOutfall {
  outfall: number;
  code: string | null;
  name: string | null;
  distance_m: number | null;
  along_m: number | null;
}

export interface ReviewRow {
  id: string;
  kind: ReviewKind;
  state: 'open' | 'decided';
  outfall: number;
  code: string | null;
  name: string | null;
  town: string | null;
  river: string | null;
  route: number | null;
  reasons: string[];
  reason_zh: string;
  reason_en: string;
  candidates: (Candidate | OtherOutfall)[];
  zone_id: number | null;
  zone: string | null;
  zone_kind: string | null;
  level: string | null;
  relation: string | null;
  distance_m: number | null;
  river_up_m: number | null;
  river_down_m: number | null;
  consequence: string;
  consequence_zone: string | null;
  consequence_m: number | null;
  decision: string | null;
  decided_at: string | null;
  /** To be sent back with a decision. */
  seen: string;
}

/** Who decided and why: not for the public. */
export interface Reviewed {
  reviewer: string | null;
  why: string | null;
}

type StoredRow = Omit<ReviewRow, 'reason_zh' | 'reason_en'> &
  Reviewed & { rank: number; receiving_water: string | null; offset_m: number | null; accuracy_m: number | null };

export interface ReviewPage {
  rows: (ReviewRow & Reviewed)[];
  next: string | null;
}

/** By consequence, then distance to that zone, then id; pages go on from where the one before ended, whatever changed. @throws DomainError `cursor_invalid` */
export async function reviewRows(db: Executor, district: string, question: ReviewQuestion): Promise<ReviewPage> {
  const { asOf, state = 'open', kind, only, limit, cursor } = question;
  const after = cursor === undefined ? null : afterPlace(cursor);
  const stored = await db.query<StoredRow>(LIST, [
    ...[district, asOf, state === 'all' ? null : state, kind ?? null, only?.id ?? null],
    ...[after?.rank ?? null, after?.mm ?? null, after?.id ?? null, limit === undefined ? null : limit + 1],
    only?.outfall ?? null,
  ]);
  const page = limit === undefined ? stored : stored.slice(0, limit);
  const moved = page.filter(({ kind: of, reasons }) => of === 'link' && reasons.includes('outfall_moved'));
  const fresh = await freshCandidates(
    db,
    district,
    moved.map(({ outfall }) => outfall),
  ); // the link's own are of the old place
  const rows = page.map((row) =>
    worded(moved.includes(row) ? { ...row, candidates: fresh.get(row.outfall) ?? [] } : row),
  );
  return { rows, next: page.length < stored.length ? cursorOf(placeOf(page[page.length - 1])) : null };
}

/** One item as the list has it today; one about a zone that has run out, as if it had not. @throws DomainError `bad_review_id`, `review_unknown` (404) */
export async function reviewRow(db: Executor, district: District, id: string): Promise<ReviewRow & Reviewed> {
  const { outfall } = await getItem(db, district.key, id);
  const onDay = (asOf: string) => reviewRows(db, district.key, { asOf, state: 'all', only: { id, outfall } });
  const { rows } = await onDay(today(district));
  return rows[0] ?? (await onDay('-infinity')).rows[0];
}

function placeOf({ rank, consequence_m, id }: StoredRow): Cursor {
  return { rank, mm: consequence_m === null ? null : Math.round(consequence_m * 1000), id };
}

function worded({ rank: _rank, receiving_water, offset_m, accuracy_m, ...row }: StoredRow): ReviewRow & Reviewed {
  const { zh, en } = reasonWords(row.reasons, {
    ...row,
    receiving_water,
    offset_m,
    accuracy_m,
    candidates: row.candidates.length,
  });
  return { ...row, reason_zh: zh, reason_en: en };
}

/** $1 district, $2 day, $3 state, $4 kind, $5 item, $6-8 the place to go on from, $9 rows, $10 the item's outfall. */
const LIST = `
  select i.item as id, i.kind, i.state, i.outfall_id as outfall, o.code, o.name, t.name as town, v.name as river,
         l.route_id as route, i.reasons,
         case i.kind when 'link' then coalesce(l.candidates, '[]')
                     when 'duplicate' then jsonb_build_array(jsonb_build_object(
                       'outfall', i.other_id, 'code', b.code, 'name', b.name, 'distance_m', p.distance_mm / 1000.0::float8,
                       'along_m', p.along_mm / 1000.0::float8))
                     else '[]' end as candidates,
         i.zone_id, coalesce(z.name, z.key, '#' || i.zone_id) as zone, z.kind as zone_kind, z.level, i.relation,
         f.distance_mm / 1000.0::float8 as distance_m, f.river_up_mm / 1000.0::float8 as river_up_m,
         f.river_down_mm / 1000.0::float8 as river_down_m, i.consequence,
         coalesce(n.name, n.key, '#' || n.id) as consequence_zone, i.near_mm / 1000.0::float8 as consequence_m,
         coalesce(i.decision, case when l.status = 'overridden' or l.reviewer is not null then
                    case when i.kind = 'link' and i.state = 'decided' then l.status end end) as decision,
         i.decided_at, coalesce(d.reviewer, p.reviewer, case i.kind when 'link' then l.reviewer end) as reviewer,
         coalesce(d.reason, p.reason) as why, i.mark as seen, i.rank, o.receiving_water,
         l.offset_mm / 1000.0::float8 as offset_m, z.accuracy_m
    from atlas.review_items($1, $2::date, $10::int) i
    join register.outfall o on o.district = $1 and o.id = i.outfall_id
    left join register.outfall_link l on l.district = $1 and l.outfall_id = i.outfall_id
    left join register.route r on r.district = $1 and r.id = l.route_id
    left join register.river v on v.district = $1 and v.id = r.river_id
    left join register.town t on t.district = $1 and t.id = l.town_id
    left join register.protected_zone z on z.district = $1 and z.id = i.zone_id
    left join register.protected_zone n on n.district = $1 and n.id = i.near_zone_id
    left join register.outfall_zone f
      on f.district = $1 and f.outfall_id = i.outfall_id and f.zone_id = i.zone_id and f.relation = i.relation
    left join register.outfall b on b.district = $1 and b.id = i.other_id
    left join register.outfall_pair p
      on p.district = $1 and i.kind = 'duplicate' and p.one_id = i.outfall_id and p.other_id = i.other_id
    left join register.review_decision d on d.district = $1 and d.id = i.decision_id
   where ($3::text is null or i.state = $3) and ($4::text is null or i.kind = $4) and ($5::text is null or i.item = $5)
     and ($6::int is null
          or (i.rank, coalesce(i.near_mm, 9e15::bigint), i.item) > ($6, coalesce($7::bigint, 9e15::bigint), $8::text))
   order by i.rank, coalesce(i.near_mm, 9e15::bigint), i.item
   limit $9::int`;

/** How many items there are by kind, state and decision: what was dismissed counts apart, and is not gone. */
export async function reviewCounts(
  db: Executor,
  district: string,
  asOf: string,
): Promise<{ kind: string; state: string; decision: string | null; items: number }[]> {
  return db.query(
    `select kind, state, decision, count(*)::int as items from atlas.review_items($1, $2::date) group by 1, 2, 3 order by 1, 2, 3`,
    [district, asOf],
  );
}

export function reviewReport(rows: readonly (ReviewRow & Reviewed)[], notes: readonly string[]): Report {
  const columns = [...REVIEW_COLUMNS, ...REVIEWER_COLUMNS];
  return {
    title: { zh: '核查清单', en: 'Review list' },
    columns,
    rows: rows.map((row) => ({ ...row })),
    notes: [...notes],
  };
}
