/** A person decides about a doubtful link or flag: one transaction, one version, in the history with who, when and why. */
import type { Database, Executor } from '../../db/database.ts';
import { derive } from '../../district/derive/derive.ts';
import { type District, getDistrict } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { beginEdit, type EditBy, lockForEdit } from '../edit-outfall-transaction.ts';
import { dropDecision, storeDecision } from './decisions.ts';
import { findItem, getItem, type ReviewItem } from './items.ts';
import { placeOf } from './place.ts';
import { reopenLink, writeLink } from './write-link.ts';

export const LINK_DECISIONS = ['accept', 'choose', 'draw', 'reject'] as const;
export const FLAG_DECISIONS = ['confirm', 'dismiss'] as const;
export const REVIEW_DECISIONS = [...LINK_DECISIONS, ...FLAG_DECISIONS, 'reopen'] as const;

export interface Verdict {
  decision: (typeof REVIEW_DECISIONS)[number];
  /** To choose a candidate by; with draw the route to draw on, else the nearest. */
  route?: number;
  /** Of draw: degrees, EPSG:4490. */
  lon?: number;
  lat?: number;
}

export interface ReviewBy extends EditBy {
  /** The item's mark when it was read: refused when it is another by now. */
  seen?: string;
}

export interface ReviewReport {
  id: string;
  decision: Verdict['decision'];
  outfall: number;
  /** Null: nothing is doubtful there any more. */
  state: 'open' | 'decided' | null;
  /** The mark from now on. */
  seen: string | null;
  version: number;
}

/**
 * Decides about an item of the review list. Every decision but accept wants a reason.
 * @throws DomainError `bad_review_id`, `review_unknown` (404), `review_stale` (412), `review_decided`, `not_decided`,
 *   `decided_elsewhere`, `nothing_to_accept`, `candidate_unknown`, `flag_gone` (409), `decision_unfit`, `reason_needed`,
 *   `route_needed`, `point_needed`, `draw_too_far`, `link_too_far`, `bad_author`.
 */
export async function decideReview(
  db: Database,
  districtKey: string,
  id: string,
  verdict: Verdict,
  by: ReviewBy,
): Promise<ReviewReport> {
  return db.transaction(async (tx) => {
    await lockForEdit(tx, districtKey, by);
    const district = await getDistrict(tx, districtKey);
    const item = await getItem(tx, district.key, id);
    refuseUnfit(item, verdict, by);
    const version = await writeDecision(tx, district, { item, verdict, by });
    await derive(tx, {
      district: district.key,
      version,
      batchId: null,
      rows: item.kind === 'link' ? { outfall: { new: [], changed: [item.outfall], removed: [] } } : {},
    });
    const after = await findItem(tx, district.key, id);
    const { decision } = verdict;
    return { id, decision, outfall: item.outfall, state: after?.state ?? null, seen: after?.mark ?? null, version };
  });
}

interface Deciding {
  item: ReviewItem;
  verdict: Verdict;
  by: ReviewBy;
}

async function writeDecision(tx: Executor, district: District, { item, verdict, by }: Deciding): Promise<number> {
  const { decision } = verdict;
  if (item.kind === 'flag') {
    const version = await beginEdit(tx, district.key, by);
    if (decision === 'reopen') await dropDecision(tx, district.key, item);
    else await storeDecision(tx, district.key, item, { decision, by });
    return version;
  }
  const place = await placeOf(tx, district, item, verdict); // before anything is written
  const version = await beginEdit(tx, district.key, by);
  if (decision === 'reopen') {
    await dropDecision(tx, district.key, item);
    await reopenLink(tx, district.key, item.outfall);
  } else {
    await writeLink(tx, district.key, item.outfall, { place, decision, reviewer: by.author, version });
    await storeDecision(tx, district.key, item, { decision, by });
  }
  return version;
}

function refuseUnfit({ item, kind, state, reasons, mark, ...held }: ReviewItem, verdict: Verdict, by: ReviewBy): void {
  const { decision } = verdict;
  if (kind === 'duplicate') throw elsewhere(item);
  const fitting: readonly string[] = kind === 'link' ? LINK_DECISIONS : FLAG_DECISIONS;
  if (decision !== 'reopen' && !fitting.includes(decision)) throw unfit(item, decision, fitting);
  if (decision !== 'accept' && !by.reason?.trim()) throw reasonNeeded(decision);
  if (by.seen !== undefined && by.seen !== mark) throw stale(item);
  if (decision === 'reopen') {
    const isDecided = state === 'decided' || held.decision !== null || reasons.includes('review_lost');
    if (!isDecided) throw notDecided(item);
  } else if (state === 'decided') throw alreadyDecided(item);
  if (decision === 'confirm' && reasons.includes('flag_gone')) throw flagGone(item);
}

function elsewhere(item: string): DomainError {
  return new DomainError(
    'decided_elsewhere',
    `${item} is a pair of outfalls: decide with atlas match merge|distinct or POST /api/v1/outfall-pairs/decisions.`,
    `${item} 是疑似重复：请用 atlas match merge|distinct 或 POST /api/v1/outfall-pairs/decisions 处理。`,
    409,
  );
}

function unfit(item: string, decision: string, fitting: readonly string[]): DomainError {
  const words = [...fitting, 'reopen'];
  return new DomainError(
    'decision_unfit',
    `${decision} is no decision about ${item}: use ${words.join(', ')}.`,
    `${item} 不能用 ${decision}，可用：${words.join('、')}。`,
  );
}

function reasonNeeded(decision: string): DomainError {
  return new DomainError('reason_needed', `Say why: ${decision} needs a reason.`, `请说明理由：${decision} 需要理由。`);
}

function stale(item: string): DomainError {
  return new DomainError(
    'review_stale',
    `${item} is not what you saw any more: read it again.`,
    `${item} 在您读取后已有变化，请重新读取。`,
    412,
  );
}

function notDecided(item: string): DomainError {
  return new DomainError('not_decided', `Nobody has decided about ${item}.`, `${item} 尚无决定。`, 409);
}

function alreadyDecided(item: string): DomainError {
  return new DomainError(
    'review_decided',
    `${item} is decided: open it again first (reopen).`,
    `${item} 已有决定，请先重新打开（reopen）。`,
    409,
  );
}

function flagGone(item: string): DomainError {
  return new DomainError(
    'flag_gone',
    `The flag ${item} does not hold any more: dismiss it, or reopen to let it go.`,
    `标记 ${item} 已不成立：请 dismiss，或 reopen 取消。`,
    409,
  );
}
