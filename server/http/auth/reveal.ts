/** Answers that anyone may have, and that say more to who holds a token. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Executor } from '../../db/database.ts';
import { recogniseToken } from '../../register/tokens.ts';
import { addVary } from '../vary.ts';
import { bearerOf } from './require-role.ts';

/**
 * Whether what is not public may be shown: every role may see it. Without a token no; a bad token is refused as
 * requireRole does, so that nobody takes the public answer for the whole one.
 */
export async function mayReveal(db: Executor, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  addVary(reply, 'authorization');
  if (request.headers.authorization === undefined) return false;
  await recogniseToken(db, bearerOf(request), Date.now());
  reply.header('cache-control', 'private, no-store');
  return true;
}
