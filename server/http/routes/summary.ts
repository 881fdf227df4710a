/** The numbers beside the map. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { inOneVersion } from '../../report/one-version.ts';
import { summary } from '../../report/summary.ts';
import { DataVersion, Period, problems } from '../schemas.ts';
import type { Services } from '../services.ts';

const Counts = Type.Record(Type.String(), Type.Integer());

const Summary = Type.Object({
  length_km: Type.Number(),
  states: Type.Object(
    { once: Type.Number(), bridged: Type.Number(), repeated: Type.Number(), gap: Type.Number() },
    { description: 'River km in each state; together length_km' },
  ),
  gap_count: Type.Integer({ description: 'Rows of /api/v1/gaps: gaps split by town' }),
  outfalls: Type.Object({ by_type: Counts, by_progress: Counts }),
  review_count: Type.Integer(),
  towns: Type.Integer(),
  ...DataVersion,
});

const getSummary = {
  operationId: 'getSummary',
  tags: ['coverage'],
  summary: 'States in km, outfalls by type and progress, links to review; mode is above_water when left out',
  querystring: Type.Object(Period),
  response: { 200: Summary, ...problems(400, 404) },
};

export const summaryRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  app.get('/api/v1/summary', { schema: getSummary }, async ({ query }) => {
    const asked = { mode: query.mode ?? ('above_water' as const), asOf: query.as_of };
    const load = () => districts.get(query.district);
    return { ...(await inOneVersion(db, load, (tx, snapshot) => summary(tx, snapshot, asked))) };
  });
};
