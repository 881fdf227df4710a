/** Where a page hands in a reader's token, for a service whose reading is closed. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { recogniseToken } from '../../register/tokens.ts';
import { endedCookie, sessionCookie } from '../auth/session.ts';
import { problems } from '../schemas.ts';
import type { Services } from '../services.ts';

const postSession = {
  operationId: 'openSession',
  tags: ['session'],
  summary:
    'Keep a token (any role) as a cookie of this browser, for reading where READING=token; changing things still needs the header',
  body: Type.Object({ token: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false }),
  response: { 204: Type.Null(), ...problems(400, 401) },
};

const deleteSession = {
  operationId: 'endSession',
  tags: ['session'],
  summary: 'Forget the token kept by openSession',
  response: { 204: Type.Null() },
};

export const sessionRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.post('/api/v1/session', { schema: postSession }, async ({ body }, reply) => {
    const secret = body.token.trim();
    await recogniseToken(db, secret, Date.now());
    return reply.code(204).header('cache-control', 'no-store').header('set-cookie', sessionCookie(secret)).send(null);
  });
  app.delete('/api/v1/session', { schema: deleteSession }, async (_, reply) =>
    reply.code(204).header('set-cookie', endedCookie).send(null),
  );
};
