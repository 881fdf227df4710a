/** Whether the process lives, and whether it can answer. */
import type {} from '@fastify/swagger'; // the hide member of schemas
import type { FastifyPluginAsync } from 'fastify';
import { problem, sendProblem } from '../error-handler.ts';

export interface Readiness {
  /** What is still to be done before answers are whole; undefined when ready. */
  waitingFor(): string | undefined;
}

export const healthRoutes: FastifyPluginAsync<{ readiness: Readiness }> = async (app, { readiness }) => {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const waiting = readiness.waitingFor();
    if (!waiting) return { status: 'ready' };
    return sendProblem(reply, problem(503, 'not_ready', `Not ready yet: ${waiting}.`, `尚未就绪：${waiting}。`));
  });
};
