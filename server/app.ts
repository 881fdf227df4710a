/** The HTTP service: the list of routes is the table of contents. */
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { Districts } from './district/districts.ts';
import { isDay } from './engine/coverage/days.ts';
import { useShares } from './http/auth/share.ts';
import { archiveFile, readBasemap } from './http/basemap.ts';
import { useCompression } from './http/compression.ts';
import { useDocumentation } from './http/documentation.ts';
import { useEmptyAnswers } from './http/empty-answers.ts';
import { refuseAddress, useProblems } from './http/error-handler.ts';
import { refuseEndlessNumbers } from './http/finite-numbers.ts';
import { HotTiles } from './http/hot-tiles.ts';
import { useMetrics } from './http/metrics.ts';
import { batchRoutes } from './http/routes/batches.ts';
import { cellRoutes } from './http/routes/cells.ts';
import { coverageRoutes } from './http/routes/coverage.ts';
import { coverageDiffRoutes } from './http/routes/coverage-diff.ts';
import { districtEventRoutes } from './http/routes/district-events.ts';
import { districtRoutes } from './http/routes/districts.ts';
import { dossierRoutes } from './http/routes/dossiers.ts';
import { fundingRoutes } from './http/routes/funding.ts';
import { gapCheckRoutes } from './http/routes/gap-checks.ts';
import { gapPlanRoutes } from './http/routes/gap-plans.ts';
import { gapRoutes } from './http/routes/gaps.ts';
import { healthRoutes, type Readiness } from './http/routes/health.ts';
import { importRoutes } from './http/routes/imports.ts';
import { latinNameRoutes } from './http/routes/latin-names.ts';
import { linkRoutes } from './http/routes/links.ts';
import { matchRoutes } from './http/routes/matches.ts';
import { ogcRoutes } from './http/routes/ogc.ts';
import { outfallFlagRoutes } from './http/routes/outfall-flags.ts';
import { outfallRoutes } from './http/routes/outfalls.ts';
import { pageRoutes } from './http/routes/pages.ts';
import { profileRoutes } from './http/routes/profiles.ts';
import { reportRoutes } from './http/routes/reports.ts';
import { reviewRoutes } from './http/routes/reviews.ts';
import { riverRoutes } from './http/routes/rivers.ts';
import { scopeRoutes } from './http/routes/scopes.ts';
import { searchRoutes } from './http/routes/search.ts';
import { sessionRoutes } from './http/routes/session.ts';
import { shareRoutes } from './http/routes/shares.ts';
import { stripRoutes } from './http/routes/strips.ts';
import { styleRoutes } from './http/routes/styles.ts';
import { summaryRoutes } from './http/routes/summary.ts';
import { surroundingRoutes } from './http/routes/surroundings.ts';
import { targetRoutes } from './http/routes/targets.ts';
import { tileRoutes } from './http/routes/tiles.ts';
import { traceRoutes } from './http/routes/traces.ts';
import { useSecurity } from './http/security.ts';
import type { Services } from './http/services.ts';
import { refuseUnknownParameters } from './http/strict-parameters.ts';
import { refuseUnread } from './http/unread-requests.ts';
import { withAllDistricts } from './report/tile-layers/all-districts.ts';
import { AskedLayers } from './report/tile-layers/asked-layers.ts';
import { Pyramids } from './report/tile-layers/pyramids.ts';
import { SqlTiles } from './report/tile-layers/sql-tiles.ts';
import { TileSets } from './report/tile-layers/tile-sets.ts';

declare module 'fastify' {
  interface FastifyInstance {
    districts: Districts;
    /** From now on each version's tiles are made before anyone asks for them. */
    prepareTiles: () => void;
  }
}

/** Order is only for the reader. */
const ROUTES: FastifyPluginAsync<Services>[] = [
  districtRoutes,
  districtEventRoutes,
  summaryRoutes,
  latinNameRoutes,
  riverRoutes,
  traceRoutes,
  coverageRoutes,
  coverageDiffRoutes,
  stripRoutes,
  gapRoutes,
  scopeRoutes,
  gapPlanRoutes,
  gapCheckRoutes,
  outfallRoutes,
  matchRoutes,
  outfallFlagRoutes,
  surroundingRoutes,
  reportRoutes,
  targetRoutes,
  fundingRoutes,
  cellRoutes,
  dossierRoutes,
  linkRoutes,
  reviewRoutes,
  batchRoutes,
  profileRoutes,
  searchRoutes,
  shareRoutes,
  sessionRoutes,
  ogcRoutes,
  styleRoutes,
];
const MEBIBYTE = 1024 * 1024;
/** Of the memory for tiles: what is made ahead, layers as of a day or filtered, and tiles made on demand. */
const SHARES = { pyramids: 0.75, asked: 0.125, cache: 0.125 };

export interface AppOptions {
  db: Database;
  config: Config;
  /** Ready at once when left out. */
  readiness?: Readiness;
}

/** Characters: all layers of tiles in one address are 122, and may become more. */
const LONGEST_PARAMETER = 256;

/** Does not listen. Closing the app leaves the database open. */
export async function buildApp({ db, config, readiness = READY }: AppOptions): Promise<FastifyInstance> {
  const hot = new HotTiles(config.corsOrigins, config.openReading);
  const app = Fastify({
    serverFactory: hot.serverFactory,
    logger: { level: config.logLevel },
    bodyLimit: config.bodyLimitMb * MEBIBYTE,
    forceCloseConnections: true,
    frameworkErrors: refuseAddress,
    clientErrorHandler: refuseUnread,
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // a parameter nobody knows is refused where a schema says so, never dropped in silence; a day is what the reports take for one
    ajv: { customOptions: { removeAdditional: false }, onCreate: (ajv) => void ajv.addFormat('date', isDay) },
  });
  const districts = new Districts(db, {
    memoryBytes: config.engineMemoryMb * MEBIBYTE,
    failed: (district, error) => app.log.error({ err: error, district }, 'a district could not be followed'),
  });
  const tileSets = new TileSets(db, districts);
  const tileBytes = config.tileMemoryMb * MEBIBYTE;
  const pyramids = new Pyramids(tileBytes * SHARES.pyramids);
  const asked = new AskedLayers(db, districts, tileSets, tileBytes * SHARES.asked);
  app.decorate('districts', districts);
  const sqlTiles = new SqlTiles(db);
  app.decorate('prepareTiles', () => {
    pyramids.follow(districts, tileSets);
    sqlTiles.follow(districts);
  });
  const methodsOf = useProblems(app);
  useMetrics(app, { pyramids, hot, asked, readings: districts.readings });
  await useSecurity(app, config, methodsOf);
  useCompression(app);
  useEmptyAnswers(app);
  await useDocumentation(app);
  refuseUnknownParameters(app);
  refuseEndlessNumbers(app);
  useShares(app, db, config.openReading);
  await app.register(healthRoutes, { readiness });
  await app.register(tileRoutes, {
    findTiles: withAllDistricts(db, (key, what) => (what ? asked.find(key, what) : tileSets.find(key))),
    pyramids,
    hot,
    cacheBytes: tileBytes * SHARES.cache,
    districts,
  });
  await app.register(importRoutes, { db, districts, config });
  await app.register(pageRoutes, {
    frameOrigins: config.frameOrigins,
    basemap: readBasemap(config.basemap),
    archive: archiveFile(config.basemap),
  });
  for (const routes of ROUTES) await app.register(routes, { db, districts });
  app.addHook('onReady', async () => districts.startFollowing());
  app.addHook('onClose', async () => {
    await districts.stopFollowing();
    await pyramids.close();
    await sqlTiles.close();
  });
  return app;
}

const READY: Readiness = { waitingFor: () => undefined };
