/** Named sets of rivers: what coverage, gaps, rivers and targets can be restricted to. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { LEVELS } from '../../district/load-register.ts';
import { deleteRiverSet, listRiverSets, saveRiverSet } from '../../register/river-sets.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { pageOf } from '../page.ts';
import { listing, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const words = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 2000, description });

const Definition = {
  keys: words('Keys of rivers'),
  names: words('Names of rivers'),
  levels: Type.Array(oneOf(LEVELS), { maxItems: LEVELS.length, description: 'Levels of rivers' }),
  main_only: Type.Boolean({ description: 'Only main routes: a main stem (干流)' }),
  clause: nullable(Type.String({ maxLength: 40, description: 'The clause that speaks of it' })),
  words: nullable(Type.String({ maxLength: 1000, description: "The plan's own words" })),
};

const RiverSet = Type.Object({
  name: Type.String({ description: 'Asked for as scope=set:NAME' }),
  ...Definition,
  rivers: Type.Integer({ description: 'In it now' }),
  length_km: Type.Number({ description: 'Drawn, of main routes where main_only' }),
});

const Named = Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }) });
const TAGS = { tags: ['coverage'] };

const getScopes = {
  ...TAGS,
  operationId: 'getScopes',
  summary: 'Named sets of rivers; a river is in one when its key, name or level is listed',
  querystring: Type.Object({ ...Scope, ...Paging }),
  response: { 200: listing(RiverSet), ...problems(400, 404, 409) },
};

const putScope = {
  ...TAGS,
  operationId: 'putScope',
  summary: 'Make a named set of rivers, or write over the one of that name (role editor)',
  security: BEARER,
  params: Named,
  querystring: Type.Object(Scope),
  body: Type.Partial(Type.Object(Definition, { additionalProperties: false })),
  response: { 200: RiverSet, ...problems(400, 401, 403, 404, 409) },
};

const removeScope = {
  ...TAGS,
  operationId: 'deleteScope',
  summary: 'Forget a named set of rivers (role editor)',
  security: BEARER,
  params: Named,
  querystring: Type.Object(Scope),
  response: { 204: Type.Null(), ...problems(400, 401, 403, 404) },
};

export const scopeRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  const editor = requireRole(db, 'editor');

  app.get('/api/v1/scopes', { schema: getScopes }, async ({ query }) => {
    const district = await getDistrict(db, query.district);
    return pageOf(await listRiverSets(db, district.key), district, query.limit ?? PAGE_SIZE, query.cursor);
  });

  app.put('/api/v1/scopes/:name', { schema: putScope, onRequest: editor }, async (request) => {
    const { key } = await getDistrict(db, request.query.district);
    const by = { author: authorOf(getToken(request)) };
    return saveRiverSet(db, key, request.params.name, request.body, by);
  });

  app.delete('/api/v1/scopes/:name', { schema: removeScope, onRequest: editor }, async (request, reply) => {
    const { key } = await getDistrict(db, request.query.district);
    await deleteRiverSet(db, key, request.params.name, { author: authorOf(getToken(request)) });
    return reply.code(204).send(null);
  });
};
