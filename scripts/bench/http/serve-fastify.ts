/** The service's tile route with its own hooks (security headers, limits, CORS, metrics), in a process of its own. */
import Fastify from 'fastify';
import { readConfig } from '../../../server/config.ts';
import { useProblems } from '../../../server/http/error-handler.ts';
import { HotTiles } from '../../../server/http/hot-tiles.ts';
import { useMetrics } from '../../../server/http/metrics.ts';
import { tileRoutes } from '../../../server/http/routes/tiles.ts';
import { useSecurity } from '../../../server/http/security.ts';
import { Pyramids } from '../../../server/report/tile-layers/pyramids.ts';
import { benchTiles } from './tiles-in-memory.ts';

const { set } = benchTiles(Number(process.argv[2]));
const pyramids = new Pyramids(1e9);
pyramids.renew('bench', set);
while (pyramids.status()[0].pending > 0) await new Promise((resolve) => setTimeout(resolve, 20));
const config = readConfig({ RATE_LIMIT_PER_MINUTE: '999999999' });
const hot = new HotTiles(config.corsOrigins, true);
const app = Fastify({ logger: false, serverFactory: hot.serverFactory });
const methodsOf = useProblems(app);
useMetrics(app, { pyramids, hot });
await useSecurity(app, config, methodsOf);
await app.register(tileRoutes, { findTiles: async () => set, pyramids, hot, cacheBytes: 1e6 });
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${new URL(address).port}\n`);
