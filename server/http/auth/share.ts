/** `?share=…`: a link that reads one district until a day. What it may see is decided here, before any route runs. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import { findShare, type RecognisedShare, refuseEnded } from '../../register/shares.ts';
import { recogniseToken } from '../../register/tokens.ts';
import type { Hidden } from '../../report/strips.ts';
import { RecentShares } from './recent-shares.ts';
import { readerSecretOf } from './session.ts';
import { refuseOutside } from './share-scope.ts';

const admitted = new WeakMap<FastifyRequest, { share: RecognisedShare; secret: string }>();
/** Requests that may read because of a token, where reading is closed. */
const byToken = new WeakSet<FastifyRequest>();

/** Until when a request may read, milliseconds since 1970, as far as is known now. @throws DomainError 401 when it may no longer */
export type Admission = () => Promise<number>;
const admissions = new WeakMap<FastifyRequest, Admission>();

/** What an answer that goes on has to ask again and again; undefined where anyone may read. */
export const admissionOf = (request: FastifyRequest): Admission | undefined => admissions.get(request);

/** The share a request came with. */
export const shareOf = (request: FastifyRequest): RecognisedShare | undefined => admitted.get(request)?.share;

/** Which of these the request may not know of: it came by a share of other layers. */
export function hiddenFrom(request: FastifyRequest): Hidden {
  const layers = shareOf(request)?.layers;
  const isHidden = (layer: string) => layers?.includes(layer) === false;
  return { outfalls: isHidden('outfalls'), zones: isHidden('zones'), towns: isHidden('towns') };
}

/** An address that an answer names, with the share the request came with. */
export function withShare(request: FastifyRequest, address: string): string {
  const secret = admitted.get(request)?.secret;
  return secret === undefined ? address : `${address}${address.includes('?') ? '&' : '?'}share=${secret}`;
}

/**
 * Routes that read register data, and figures that name districts; pages, their assets and the service's own description are for everyone. Routes, not
 * addresses: the router finds the same one for /%61pi/v1 as for /api/v1.
 */
const IS_DATA = /^\/(api\/v1|ogc|tiles|styles|outfalls|metrics)(\/|$)/;
const IS_DESCRIPTION = /^\/(api\/v1\/openapi\.json|ogc\/(api|conformance))$/;
/** Where a token is handed in. */
const IS_DOOR = /^\/api\/v1\/session$/;

/**
 * Must be called before the routes are registered. A share is judged wherever it is sent, also where anyone may read:
 * a link that has ended shows nothing. With `isOpen` false whoever has neither share nor token reads nothing.
 */
export function useShares(app: FastifyInstance, db: Executor, isOpen: boolean): void {
  const recent = new RecentShares((secret) => findShare(db, secret));
  app.addHook('onRequest', async (request, reply) => {
    const secret = takeSecret(request);
    const route = request.routeOptions.url ?? request.url; // what is no route is not told apart from what is hidden
    if (!IS_DATA.test(route) || IS_DESCRIPTION.test(route) || IS_DOOR.test(route)) return;
    if (secret !== undefined) {
      admit(request, await recent.find(secret), secret);
      admissions.set(request, async () => endOfShare(await recent.find(secret)));
    } else if (!isOpen) await admitToken(db, request, reply);
  });
  // what one link or token may see must not come out of a cache for another, nor after its end
  app.addHook('onSend', async (request, reply) => {
    if (admitted.has(request) || (byToken.has(request) && !isPrivate(reply)))
      reply.header('cache-control', 'private, no-cache');
  });
}

function admit(request: FastifyRequest, share: RecognisedShare, secret: string): void {
  refuseEnded(share, Date.now());
  refuseOutside(share, request);
  admitted.set(request, { share, secret });
}

function endOfShare(share: RecognisedShare): number {
  refuseEnded(share, Date.now());
  return Date.parse(share.expires_at);
}

/** Every role may read; who only reads asks for nothing more. */
async function admitToken(db: Executor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.method === 'OPTIONS') return;
  reply.header('cache-control', 'private, no-store');
  const secret = readerSecretOf(request);
  await recogniseToken(db, secret, Date.now());
  byToken.add(request);
  admissions.set(request, async () => {
    const { expires_at } = await recogniseToken(db, secret, Date.now());
    return expires_at === null ? Number.POSITIVE_INFINITY : Date.parse(expires_at);
  });
}

const isPrivate = (reply: FastifyReply): boolean => String(reply.getHeader('cache-control')).startsWith('private');

/** Takes the share out of the query, so that no route has to know of it. @throws DomainError share_invalid */
function takeSecret(request: FastifyRequest): string | undefined {
  const query = request.query as { share?: unknown };
  if (query.share === undefined) return undefined;
  const { share } = query;
  delete query.share;
  if (typeof share === 'string') return share;
  throw new DomainError('share_invalid', 'A request carries one share.', '请求只能带一个分享链接。', 401);
}
