/** Names in Latin letters beside the Chinese ones, as the map's labels have them. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { dataVersion } from '../../report/data-version.ts';
import { latinNames } from '../../report/latin-names.ts';
import { inOneRead } from '../../report/one-version.ts';
import { hiddenFrom } from '../auth/share.ts';
import { listing, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const LatinName = Type.Object({
  name: Type.String({ description: 'Of a river or a town; towns not for a share of other layers' }),
  latin: Type.String({ description: 'Hanyu Pinyin, or as a person corrected it' }),
});

const getLatinNames = {
  operationId: 'getLatinNames',
  tags: ['rivers'],
  summary: 'How the names of rivers and towns are spelled in Latin letters; names without a spelling are left out',
  querystring: Type.Object(Scope),
  response: { 200: listing(LatinName), ...problems(400, 404) },
};

export const latinNameRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/latin-names', { schema: getLatinNames }, async (request) =>
    inOneRead(db, request.query.district, async (tx, district) => ({
      items: await latinNames(tx, district.key, !hiddenFrom(request).towns),
      next: null,
      ...dataVersion(district),
    })),
  );
};
