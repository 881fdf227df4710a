/** Read-only links to one district with a last day: made, listed, revoked, recognised. The database holds hashes only. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { endOf, hashOf, lastDayOf } from './tokens.ts';

export interface Share {
  id: number;
  district: string;
  name: string;
  /** Tile layers and collections it shows; null is all that is public. */
  layers: string[] | null;
  created_by: string;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
}

export interface NewShare {
  district: string;
  name: string;
  layers?: readonly string[];
  /** The last day it is good for, UTC. */
  expires: string;
  author: string;
}

/** A share and the number its district has in feature ids. */
export type RecognisedShare = Share & { district_number: number };

const COLUMNS = 'id, district, name, layers, created_by, created_at, expires_at, revoked_at';
const SECRET_BYTES = 32;
/** `oas_` tells it from a token; the id finds the row, the rest proves it. */
const SHAPE = /^oas_(\d{1,9})_([A-Za-z0-9_-]{43})$/;

/** Makes a share. `secret` goes into links and is nowhere kept. @throws DomainError bad_expiry */
export async function createShare(db: Executor, share: NewShare): Promise<Share & { secret: string }> {
  const random = randomBytes(SECRET_BYTES).toString('base64url');
  const [row] = await db.query<Share>(
    `insert into register.share (district, name, layers, secret_hash, created_by, expires_at)
     values ($1, $2, $3, $4, $5, $6::timestamptz) returning ${COLUMNS}`,
    [share.district, share.name, share.layers ?? null, hashOf(random), share.author, endOf(share.expires)],
  );
  return { ...row, secret: `oas_${row.id}_${random}` };
}

/** Of one district, oldest first, revoked and expired ones too. */
export async function listShares(db: Executor, district: string): Promise<Share[]> {
  return db.query<Share>(`select ${COLUMNS} from register.share where district = $1 order by id`, [district]);
}

/** A share revoked twice keeps its first time. @throws DomainError share_unknown */
export async function revokeShare(db: Executor, id: number): Promise<Share> {
  const [row] = await db.query<Share>(
    `update register.share set revoked_at = coalesce(revoked_at, now()) where id = $1 returning ${COLUMNS}`,
    [id],
  );
  if (!row) throw new DomainError('share_unknown', `There is no share ${id}.`, `没有分享链接 ${id}。`, 404);
  return row;
}

/** Times as ISO 8601 text, however the driver gives them. */
export function withIsoTimes<Kept extends Share>(share: Kept): Kept {
  const text = (moment: string) => new Date(moment).toISOString();
  const { created_at, expires_at, revoked_at } = share;
  return {
    ...share,
    created_at: text(created_at),
    expires_at: text(expires_at),
    revoked_at: revoked_at && text(revoked_at),
  };
}

/** The share a secret proves, whether or not it still holds. @throws DomainError share_invalid (401) */
export async function findShare(db: Executor, secret: string): Promise<RecognisedShare> {
  const [, id, random] = SHAPE.exec(secret) ?? [];
  const [row] =
    id === undefined
      ? []
      : await db.query<RecognisedShare & { secret_hash: Uint8Array }>(
          `select ${COLUMNS.replace(/\w+/g, 's.$&')}, s.secret_hash, d.number as district_number
             from register.share s join register.district d on d.key = s.district where s.id = $1`,
          [Number(id)],
        );
  if (!row || !timingSafeEqual(row.secret_hash, hashOf(random)))
    throw new DomainError('share_invalid', 'This link is not known here.', '此分享链接无效。', 401);
  const { secret_hash, ...share } = row;
  return { ...share, layers: share.layers && withLabels(share.layers) };
}

/** Who sees water may read its name: links were made before names had a layer. */
const withLabels = (layers: readonly string[]): string[] => [
  ...layers,
  ...(layers.includes('water_bodies') && !layers.includes('water_labels') ? ['water_labels'] : []),
];

/** @throws DomainError share_revoked, share_expired (401) when a share no longer holds at `now` */
export function refuseEnded({ revoked_at, expires_at }: Share, now: number): void {
  if (revoked_at !== null)
    throw new DomainError(
      'share_revoked',
      'This link has been withdrawn. Ask the sender for a new one.',
      '此分享链接已被收回。向发送人索取新链接。',
      401,
    );
  if (Date.parse(expires_at) > now) return;
  const lastDay = lastDayOf(expires_at);
  throw new DomainError(
    'share_expired',
    `This link expired on ${lastDay}. Ask the sender for a new one.`,
    `此分享链接已于 ${lastDay} 到期。向发送人索取新链接。`,
    401,
  );
}
