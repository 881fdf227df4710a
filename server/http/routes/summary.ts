/** The numbers beside the map. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { inOneVersion } from '../../report/one-version.ts';
import { summary } from '../../report/summary.ts';
import { asKnown } from '../as-known.ts';
import { hiddenFrom } from '../auth/share.ts';
import { DataVersion, KnownAt, nullable, Period, problems } from '../schemas.ts';
import type { Services } from '../services.ts';

const Counts = Type.Record(Type.String(), Type.Integer());

const Summary = Type.Object({
  length_km: Type.Number(),
  states: Type.Object(
    { once: Type.Number(), bridged: Type.Number(), repeated: Type.Number(), gap: Type.Number() },
    { description: 'River km in each state; together length_km' },
  ),
  gap_count: Type.Integer({ description: 'Rows of /api/v1/gaps: gaps split by town' }),
  outfalls: nullable(
    Type.Object(
      { by_type: Counts, by_progress: Counts },
      { description: 'Null with known_at, and for a share of other layers' },
    ),
  ),
  review_count: nullable(Type.Integer({ description: 'As outfalls' })),
  towns: nullable(Type.Integer({ description: 'Null for a share of other layers' })),
  ...DataVersion,
});

const getSummary = {
  operationId: 'getSummary',
  tags: ['coverage'],
  summary: 'States in km, outfalls by type and progress, links to review; mode is above_water when left out',
  querystring: Type.Object({ ...Period, known_at: Type.Optional(KnownAt) }),
  response: { 200: Summary, ...problems(400, 404) },
};

export const summaryRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  app.get('/api/v1/summary', { schema: getSummary }, async (request) => {
    const { query } = request;
    const asked = { mode: query.mode ?? ('above_water' as const), asOf: query.as_of };
    const { district, known_at: knownAt } = query;
    const answer = await (knownAt === undefined
      ? inOneVersion(
          db,
          () => districts.get(district),
          (tx, snapshot) => summary(tx, snapshot, asked),
        )
      : summary(db, await asKnown(districts, district, knownAt), asked));
    const hidden = hiddenFrom(request);
    return {
      ...answer,
      ...(hidden.outfalls && { outfalls: null, review_count: null }),
      ...(hidden.towns && { towns: null }),
    };
  });
};
