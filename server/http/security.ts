/** Headers and limits of every answer. */
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Origins } from '../origins.ts';
import { type Basemap, originsOf, readBasemap } from './basemap.ts';
import { answerOptions } from './options.ts';
import type { MethodsOf } from './other-methods.ts';

/** Nothing comes from another server; map workers and canvases are blobs of our own; styles are set by scripts. */
const CONTENT_SECURITY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  workerSrc: ["'self'", 'blob:'],
  childSrc: ["'self'", 'blob:'],
  imgSrc: ["'self'", 'data:', 'blob:'],
  styleSrc: ["'self'", "'unsafe-inline'"],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  // the service speaks plain HTTP; TLS is the proxy's
  upgradeInsecureRequests: null,
};

/** A basemap of the configuration is the one other server. */
function contentSecurity(basemap: Basemap | null) {
  const others = originsOf(basemap);
  const { imgSrc, connectSrc } = CONTENT_SECURITY;
  return { ...CONTENT_SECURITY, imgSrc: [...imgSrc, ...others], connectSrc: [...connectSrc, ...others] };
}

/** Which sites' pages may show one of ours in a frame. Our own always may. */
export function framedBy(origins: Origins, basemap: Basemap | null) {
  const frameAncestors = origins === '*' ? ['*'] : ["'self'", ...origins];
  return {
    frameguard: false as const, // the old header knows no lists
    contentSecurityPolicy: { directives: { ...contentSecurity(basemap), frameAncestors } },
  };
}

export async function useSecurity(app: FastifyInstance, config: Config, methodsOf: MethodsOf): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { directives: contentSecurity(readBasemap(config.basemap)) },
    strictTransportSecurity: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' }, // other dashboards read tiles and numbers
  });
  app.addHook('onRequest', answerOptions(methodsOf)); // what is left to the next one is a page's question
  await app.register(cors, {
    origin: config.corsOrigins === '*' ? '*' : [...config.corsOrigins],
    exposedHeaders: ['ETag', 'Link', 'Content-Crs'],
  });
  await app.register(rateLimit, {
    max: config.rateLimitPerMinute,
    timeWindow: '1 minute',
    allowList: (request) => request.url === '/healthz' || request.url === '/readyz',
  });
}
