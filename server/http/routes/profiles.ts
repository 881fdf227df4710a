/** Mapping profiles: saved ways to read a file. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { deleteProfile, listProfiles, saveProfile } from '../../import/profiles.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { Profile, ProfileSettings } from '../imports/schemas.ts';
import { pageOf } from '../page.ts';
import { listing, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const OF_PROFILES = { tags: ['imports'], security: BEARER };
const Named = Type.Object({ name: Type.String({ minLength: 1, maxLength: 80 }) });
const Placed = Type.Object({
  ...Scope,
  all_districts: Type.Optional(
    Type.Boolean({ description: 'The profile for every district, not one of the district' }),
  ),
});

const getProfiles = {
  ...OF_PROFILES,
  operationId: 'getProfiles',
  summary: "A district's mapping profiles and those for all districts (role editor)",
  querystring: Type.Object({ ...Scope, ...Paging }),
  response: { 200: listing(Profile), ...problems(400, 401, 403, 404, 409) },
};

const putProfile = {
  ...OF_PROFILES,
  operationId: 'putProfile',
  summary: 'Make a mapping profile, or write over the one of that name (role editor)',
  params: Named,
  querystring: Placed,
  body: ProfileSettings,
  response: { 200: Profile, ...problems(400, 401, 403, 404, 409) },
};

const removeProfile = {
  ...OF_PROFILES,
  operationId: 'deleteProfile',
  summary: 'Forget a mapping profile; batches read with it keep its name (role editor)',
  params: Named,
  querystring: Placed,
  response: { 204: Type.Null(), ...problems(400, 401, 403, 404) },
};

const UNSAID = { map: {}, crs: null, where: [], defaults: {}, source_layer: null, control: null, unpivot: null };

export const profileRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  const editor = requireRole(db, 'editor');
  const placeOf = async ({ district, all_districts: isForAll }: { district?: string; all_districts?: boolean }) =>
    isForAll ? null : (await getDistrict(db, district)).key;

  app.get('/api/v1/profiles', { schema: getProfiles, onRequest: editor }, async ({ query }) => {
    const district = await getDistrict(db, query.district);
    return pageOf(await listProfiles(db, district.key), district, query.limit ?? PAGE_SIZE, query.cursor);
  });

  app.put('/api/v1/profiles/:name', { schema: putProfile, onRequest: editor }, async (request) => {
    const place = { name: request.params.name, district: await placeOf(request.query) };
    return saveProfile(db, { ...UNSAID, ...request.body, ...place, author: authorOf(getToken(request)) });
  });

  app.delete('/api/v1/profiles/:name', { schema: removeProfile, onRequest: editor }, async (request, reply) => {
    await deleteProfile(db, await placeOf(request.query), request.params.name);
    return reply.code(204).send(null);
  });
};
