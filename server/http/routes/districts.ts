/** The districts there are. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { districtOverviews } from '../../report/district-overview.ts';
import { Box, listing, nullable } from '../schemas.ts';
import type { Services } from '../services.ts';

const Overview = Type.Object({
  key: Type.String(),
  name: Type.String(),
  synthetic: Type.Boolean({ description: 'The data are made up for demonstration (合成演示数据)' }),
  version: Type.Integer({ description: 'Counts committed edits' }),
  plane_srid: Type.Integer({ description: 'EPSG number of the metric plane tolerances are measured in' }),
  bbox: nullable(Box),
  embedded: Type.Boolean({ description: 'Served from the embedded database' }),
  counts: Type.Record(Type.String(), Type.Integer()),
  length_km: Type.Number(),
  survey_days: nullable(Type.Object({ from: Type.String(), to: Type.String() })),
});

const listDistricts = {
  operationId: 'listDistricts',
  tags: ['districts'],
  summary: 'What is loaded, district by district',
  response: { 200: listing(Overview) },
};

export const districtRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/districts', { schema: listDistricts }, async () => {
    const items = await districtOverviews(db);
    return { items, next: null, version: items.reduce((sum, item) => sum + item.version, 0) };
  });
};
