/** Bearer tokens at the door: who asks, and whether that is enough. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Executor } from '../../db/database.ts';
import { DomainError } from '../../errors.ts';
import { type AccessToken, includesRole, type Role, recogniseToken } from '../../register/tokens.ts';

const tokens = new WeakMap<FastifyRequest, AccessToken>();

/** Marks an operation of the OpenAPI document. */
export const BEARER = [{ bearer: [] }];

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * A hook for a route's `onRequest`, before any byte of a body is read.
 * Refuses with 401 `token_needed`, `token_invalid`, `token_revoked`, `token_expired`, or 403 `role_insufficient`.
 */
export function requireRole(db: Executor, role: Role): Hook {
  return async (request, reply) => {
    const token = await recogniseToken(db, bearerOf(request), Date.now());
    reply.header('cache-control', 'private, no-store');
    if (!includesRole(token.role, role)) throw insufficient(token.role, role);
    tokens.set(request, token);
  };
}

/** The token a request came with, on routes behind `requireRole`. */
export function getToken(request: FastifyRequest): AccessToken {
  const token = tokens.get(request);
  if (!token) throw new Error('This route has no requireRole.');
  return token;
}

/** What stands as author of what the request changes. */
export const authorOf = ({ id, name }: AccessToken) => `${name} (token ${id})`;

/** The secret a request carries. @throws DomainError token_needed */
export function bearerOf({ headers }: FastifyRequest): string {
  const [, secret] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (secret !== undefined) return secret;
  throw new DomainError(
    'token_needed',
    'This needs a token: send Authorization: Bearer …; `atlas token create` makes one.',
    '此处需要令牌：请发送 Authorization: Bearer …，可用 atlas token create 创建。',
    401,
  );
}

function insufficient(held: Role, wanted: Role): DomainError {
  return new DomainError(
    'role_insufficient',
    `This needs role ${wanted}; the token has ${held}.`,
    `此处需要 ${wanted} 角色，当前令牌为 ${held}。`,
    403,
  );
}
