/** The dossier of an outfall as a page to read and print: works without scripts. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { dossierHtml } from '../../report/dossier/dossier.ts';
import { BEARER } from '../auth/require-role.ts';
import { mayReveal } from '../auth/reveal.ts';
import { Id, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const getDossier = {
  operationId: 'getOutfallDossier',
  tags: ['outfalls'],
  summary:
    'One outfall with every link and its evidence as a printable page; history and parties with a token (role viewer)',
  security: [{}, ...BEARER],
  params: Type.Object({ id: Id }),
  querystring: Type.Object(Scope),
  response: {
    200: { description: 'The page', content: { 'text/html': { schema: Type.Unsafe<string>({ type: 'string' }) } } },
    ...problems(400, 401, 404),
  },
};

export const dossierRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/outfalls/:id', { schema: getDossier }, async (request, reply) => {
    const reveal = await mayReveal(db, request, reply);
    const page = await dossierHtml(db, request.query.district, request.params.id, { reveal });
    if (!reveal) reply.header('cache-control', 'no-cache');
    return reply.type('text/html; charset=utf-8').send(page);
  });
};
