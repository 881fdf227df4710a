/** Links that show one district to whoever has them, until a day. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { createShare, listShares, revokeShare, withIsoTimes } from '../../register/shares.ts';
import { dataVersion } from '../../report/data-version.ts';
import { parseLayerWords } from '../../report/tile-layers/parse-layers.ts';
import { authorOf, BEARER, getToken, requireRole } from '../auth/require-role.ts';
import { written } from '../patterns.ts';
import { DistrictKey, Id, listing, nullable, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const Moment = Type.String({ description: 'ISO 8601, UTC' });

const Share = Type.Object({
  id: Id,
  district: Type.String(),
  name: Type.String(),
  layers: nullable(Type.Array(Type.String(), { description: 'Tile layers it shows; null: all that is public' })),
  created_by: Type.String(),
  created_at: Moment,
  expires_at: Moment,
  revoked_at: nullable(Moment),
});

const postShare = {
  operationId: 'createShare',
  tags: ['shares'],
  summary: 'Make a read-only link to a district; its secret is shown once (role editor)',
  security: BEARER,
  body: Type.Object(
    {
      district: Type.Optional(DistrictKey),
      name: Type.String({ minLength: 1, maxLength: 200, ...written('text'), description: 'For whom' }),
      expires: Type.String({ format: 'date', description: 'The last day it is good for, UTC' }),
      layers: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 })),
    },
    { additionalProperties: false },
  ),
  response: {
    201: Type.Object({ ...Share.properties, secret: Type.String({ description: 'Goes into links as ?share=…' }) }),
    ...problems(400, 401, 403, 404),
  },
};

const getShares = {
  operationId: 'listShares',
  tags: ['shares'],
  summary: 'The links of a district, ended ones too, without their secrets (role editor)',
  security: BEARER,
  querystring: Type.Object(Scope),
  response: { 200: listing(Share), ...problems(400, 401, 403, 404) },
};

const deleteShare = {
  operationId: 'revokeShare',
  tags: ['shares'],
  summary: 'A link shows nothing from now on; other processes know within 5 s (role editor)',
  security: BEARER,
  params: Type.Object({ id: Id }),
  response: { 200: Share, ...problems(400, 401, 403, 404) },
};

export const shareRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  const onRequest = requireRole(db, 'editor');

  app.post('/api/v1/shares', { schema: postShare, onRequest }, async (request, reply) => {
    const { key } = await getDistrict(db, request.body.district);
    const { name, expires, layers } = request.body;
    const known = layers && parseLayerWords(layers);
    const author = authorOf(getToken(request));
    const share = await createShare(db, { district: key, name, expires, layers: known, author });
    return reply.code(201).send({ ...withIsoTimes(share), secret: share.secret });
  });

  app.get('/api/v1/shares', { schema: getShares, onRequest }, async ({ query }) => {
    const district = await getDistrict(db, query.district);
    return { items: (await listShares(db, district.key)).map(withIsoTimes), next: null, ...dataVersion(district) };
  });

  app.delete('/api/v1/shares/:id', { schema: deleteShare, onRequest }, async ({ params }) =>
    withIsoTimes(await revokeShare(db, params.id)),
  );
};
