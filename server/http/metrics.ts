/** Prometheus metrics: requests by route and status, memory, event loop, tiles, what was read of districts. */
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Readings } from '../district/follow/readings.ts';
import type { AskedLayers } from '../report/tile-layers/asked-layers.ts';
import type { Pyramids } from '../report/tile-layers/pyramids.ts';
import type { HotTiles } from './hot-tiles.ts';
import { watchReadings } from './metrics-readings.ts';

const BUCKETS_SECONDS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

export interface Watched {
  pyramids: Pyramids;
  hot: HotTiles;
  asked?: AskedLayers;
  readings?: Readings;
}

/** A registry per app, so that several apps in one process do not count into each other. */
export function useMetrics(app: FastifyInstance, { pyramids, hot, asked, readings }: Watched): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  watchPyramids(registry, pyramids);
  watchHotTiles(registry, hot);
  if (asked) watchAskedLayers(registry, asked);
  if (readings) watchReadings(registry, readings);
  app.addHook('onResponse', async (request, reply) => {
    const labels = { route: request.routeOptions.url ?? 'none', method: request.method, status: reply.statusCode };
    seconds.observe(labels, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}

const PYRAMID_GAUGES = {
  tiles:
    'Tiles of the pyramid that are made, by district; of the version before until it is known which of them are kept',
  pending: 'Tiles of the pyramid still to be made, by district',
  bytes: 'Memory held by the pyramid, by district',
} as const;

function watchPyramids(registry: Registry, pyramids: Pyramids): void {
  for (const [name, help] of Object.entries(PYRAMID_GAUGES))
    new Gauge({
      name: `tile_pyramid_${name}`,
      help,
      labelNames: ['district'],
      registers: [registry],
      collect() {
        this.reset();
        for (const { district, ...figures } of pyramids.status())
          this.set({ district }, figures[name as keyof typeof PYRAMID_GAUGES]);
      },
    });
}

/** Answered before any hook, so that no histogram sees them. */
function watchHotTiles(registry: Registry, { answers }: HotTiles): void {
  new Counter({
    name: 'tile_hot_answers_total',
    help: 'Tiles answered from memory, by status; not in http_request_duration_seconds',
    labelNames: ['status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const [status, count] of Object.entries(answers)) this.inc({ status }, count);
    },
  });
}

function watchAskedLayers(registry: Registry, asked: AskedLayers): void {
  const gauge = (name: string, help: string, figure: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(figure());
      },
    });
  gauge('tile_asked_layers', 'Tile layers as of a day or filtered that are in memory', () => asked.kept);
  gauge('tile_asked_bytes', 'Memory held by them', () => asked.byteLength);
  gauge('tile_asked_made', 'Such layers made since the start', () => asked.made);
}
