/** GET /api/v1/districts/{key}/events: which data version this server answers by, as it changes. */
import { Readable } from 'node:stream';
import type {} from '@fastify/swagger'; // the hide member of schemas
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { admissionOf } from '../auth/share.ts';
import { DistrictKey } from '../schemas.ts';
import type { Services } from '../services.ts';
import { versionEvents } from '../version-events.ts';

// not in the description of the API: who asks every path there would wait for an answer that never ends
const getEvents = { hide: true, params: Type.Object({ key: DistrictKey }) };

export const districtEventRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/districts/:key/events', { schema: getEvents }, async (request, reply) => {
    const { params } = request;
    await districts.get(params.key); // unknown: 404 before the stream begins
    reply
      .type('text/event-stream; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('x-accel-buffering', 'no');
    return reply.send(Readable.from(versionEvents(districts, params.key, admissionOf(request))));
  });
};
