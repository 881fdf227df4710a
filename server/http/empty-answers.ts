/** An answer without a body says nothing of what it is (RFC 9110, 8.3): routes send null, which goes as JSON else. */
import type { FastifyInstance } from 'fastify';

/** Must be called before the routes are registered. */
export function useEmptyAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.statusCode === 204) reply.removeHeader('content-type');
    return payload;
  });
}
