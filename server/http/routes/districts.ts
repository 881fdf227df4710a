/** The districts there are. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { editDistrict } from '../../register/edit-district.ts';
import { type DistrictOverview, districtOverviews } from '../../report/district-overview.ts';
import { PACKS } from '../../rules/packs.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { shareOf } from '../auth/share.ts';
import { Box, DistrictKey, listing, nullable, oneOf, problems } from '../schemas.ts';
import type { Services } from '../services.ts';

const Overview = Type.Object({
  key: Type.String(),
  name: Type.String(),
  synthetic: Type.Boolean({ description: 'The data are made up for demonstration (合成演示数据)' }),
  version: Type.Integer({ description: 'Counts committed edits' }),
  recomputing: Type.Boolean({
    description: 'Edits by hand wait to be derived from: links and coverage are of derived_version',
  }),
  derived_version: Type.Integer(),
  plane_srid: Type.Integer({ description: 'EPSG number of the metric plane tolerances are measured in' }),
  bbox: nullable(Box),
  embedded: Type.Boolean({ description: 'Served from the embedded database' }),
  counts: Type.Record(Type.String(), Type.Integer(), { description: 'For a share of some layers: of these alone' }),
  length_km: Type.Number(),
  pack: nullable(Type.String({ description: 'The plan that holds (QP, SC, JY, NT, QJ)' })),
  layers: Type.Optional(Type.Array(Type.String(), { description: 'What the share shows that this was asked with' })),
  survey_days: nullable(Type.Object({ from: Type.String(), to: Type.String() })),
});

const listDistricts = {
  operationId: 'listDistricts',
  tags: ['districts'],
  summary: 'What is loaded, district by district',
  response: { 200: listing(Overview) },
};

const nil = Type.Null();
const Setting = Type.Union([Type.String(), Type.Number(), Type.Null()]);

const patchDistrict = {
  operationId: 'editDistrict',
  tags: ['districts'],
  summary: 'Change settings of a district; what is measured with them is made again (role admin)',
  security: BEARER,
  params: Type.Object({ key: DistrictKey }),
  body: Type.Object(
    {
      name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
      pack: Type.Optional(Type.Union([oneOf(PACKS), nil], { description: 'Null: the plan made for its code' })),
      one_pass_width_m: Type.Optional(Type.Number()),
      stale_after_months: Type.Optional(Type.Number()),
      link_tolerance_m: Type.Optional(Type.Number()),
      reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    },
    { additionalProperties: false },
  ),
  response: {
    200: Type.Object({
      key: Type.String(),
      version: Type.Integer(),
      changes: Type.Array(Type.Object({ field: Type.String(), before: Setting, after: Setting })),
    }),
    ...problems(400, 401, 403, 404),
  },
};

/** The network is counted for every share, other things where they are of its layers. */
function seenBy(layers: readonly string[], overview: DistrictOverview) {
  const known = ['rivers', 'routes', ...layers];
  const counts = Object.fromEntries(Object.entries(overview.counts).filter(([name]) => known.includes(name)));
  return { ...overview, counts: counts as DistrictOverview['counts'], layers };
}

export const districtRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/districts', { schema: listDistricts }, async (request) => {
    const share = shareOf(request);
    const all = await districtOverviews(db);
    const items = share ? all.filter(({ key }) => key === share.district) : all;
    if (share?.layers) items[0] = seenBy(share.layers, items[0]);
    return { items, next: null, version: items.reduce((sum, item) => sum + item.version, 0) };
  });

  app.patch(
    '/api/v1/districts/:key',
    { schema: patchDistrict, onRequest: requireRole(db, 'admin') },
    async (request) => {
      const { reason, ...settings } = request.body;
      return editDistrict(db, request.params.key, settings, { author: authorOf(getToken(request)), reason });
    },
  );
};
