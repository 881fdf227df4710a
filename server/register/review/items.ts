/** Items of the review list by their id: link-OUTFALL, flag-OUTFALL-ZONE-RELATION, duplicate-PAIR. */
import type { Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';

export interface ReviewItem {
  item: string;
  kind: 'link' | 'flag' | 'duplicate';
  outfall: number;
  zone: number | null;
  relation: string | null;
  state: 'open' | 'decided';
  reasons: string[];
  /** Of the row in register.review_decision. */
  decision: number | null;
  /** Changes with everything a decision is made on. */
  mark: string;
}

const ID = /^(?:link-(\d{1,9})|flag-(\d{1,9})-\d{1,9}-(?:inside|edge|conduit|receiving)|duplicate-(\d{1,9}))$/;

/** An item as it stands, zones that have run out included; undefined when nothing is or was doubtful there. @throws DomainError `bad_review_id` */
export async function findItem(db: Executor, district: string, id: string): Promise<ReviewItem | undefined> {
  const [, link, flag, pair] = ID.exec(id) ?? refuseId(id);
  const outfall = link ?? flag ?? (await outfallOfPair(db, district, Number(pair)));
  if (outfall === undefined) return undefined;
  const [found] = await db.query<ReviewItem>(
    `select item, kind, outfall_id as outfall, zone_id as zone, relation, state, reasons, decision_id as decision, mark
       from atlas.review_items($1, '-infinity', $2) where item = $3`,
    [district, Number(outfall), id],
  );
  return found;
}

/** @throws DomainError `bad_review_id`, `review_unknown` (404) */
export async function getItem(db: Executor, district: string, id: string): Promise<ReviewItem> {
  const found = await findItem(db, district, id);
  if (found) return found;
  throw new DomainError(
    'review_unknown',
    `Nothing is or was doubtful under ${id}: see the list of atlas review.`,
    `${id} 没有待核事项，可用 atlas review 查看清单。`,
    404,
  );
}

async function outfallOfPair(db: Executor, district: string, pair: number): Promise<number | undefined> {
  const [found] = await db.query<{ one_id: number }>(
    'select one_id from register.outfall_pair where district = $1 and id = $2',
    [district, pair],
  );
  return found?.one_id;
}

function refuseId(id: string): never {
  throw new DomainError(
    'bad_review_id',
    `"${id}" is not an item of the review list, like link-12, flag-12-3-edge or duplicate-5.`,
    `“${id}”不是核查事项编号，应如 link-12、flag-12-3-edge、duplicate-5。`,
  );
}
