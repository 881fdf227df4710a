/** The HTTP service: the list of routes is the table of contents. */
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { Districts } from './district/districts.ts';
import { useProblems } from './http/error-handler.ts';
import { healthRoutes, type Readiness } from './http/routes/health.ts';
import { useSecurity } from './http/security.ts';
import type { Services } from './http/services.ts';

/** Order is only for the reader. */
const ROUTES: FastifyPluginAsync<Services>[] = [];

export interface AppOptions {
  db: Database;
  config: Config;
  /** Ready at once when left out. */
  readiness?: Readiness;
}

/** Does not listen. Closing the app leaves the database open. */
export async function buildApp({ db, config, readiness = READY }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: config.logLevel },
    bodyLimit: config.bodyLimitMb * 1024 * 1024,
    forceCloseConnections: true,
  });
  const districts = new Districts(db, { memoryBytes: config.engineMemoryMb * 1024 * 1024 });
  useProblems(app);
  await useSecurity(app, config);
  await app.register(healthRoutes, { readiness });
  for (const routes of ROUTES) await app.register(routes, { db, districts });
  app.addHook('onReady', async () => districts.startPolling());
  app.addHook('onClose', async () => districts.stopPolling());
  return app;
}

const READY: Readiness = { waitingFor: () => undefined };
