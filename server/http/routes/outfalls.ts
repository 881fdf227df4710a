/** One outfall's card. Lists of outfalls are /ogc's. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { outfallCard } from '../../report/outfall-card.ts';
import { Id, nullable, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const text = nullable(Type.String());
const metres = nullable(Type.Number());

const Card = Type.Object({
  id: Id,
  code: text,
  code_province: text,
  name: text,
  type: text,
  subtype: text,
  status: Type.String(),
  flow_state: text,
  handle_type: text,
  handle_stage: text,
  closed_out_on: text,
  receiving_water: text,
  town: text,
  lon: nullable(Type.Number({ description: 'Recorded point, never moved; EPSG:4490' })),
  lat: nullable(Type.Number()),
  link: nullable(
    Type.Object({
      river: text,
      river_id: nullable(Id),
      route: nullable(Id),
      measure_m: metres,
      distance_m: metres,
      offset_m: metres,
      bank: text,
      confidence: text,
      status: Type.String(),
      reason: text,
      candidates: Type.Array(Type.Any()),
    }),
  ),
});

const getOutfall = {
  operationId: 'getOutfall',
  tags: ['outfalls'],
  summary: 'One outfall with its link to the river and the candidates considered',
  params: Type.Object({ id: Id }),
  querystring: Type.Object(Scope),
  response: { 200: Card, ...problems(400, 404) },
};

export const outfallRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/outfalls/:id', { schema: getOutfall }, async ({ params, query }) => {
    const { key } = await getDistrict(db, query.district);
    return outfallCard(db, key, params.id);
  });
};
