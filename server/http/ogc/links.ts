/** Absolute links, from the address the client used (also behind a proxy that says so). */
import type { FastifyRequest } from 'fastify';

export interface Link {
  href: string;
  rel: string;
  type: string;
  title?: string;
}

export const JSON_TYPE = 'application/json';
export const GEOJSON_TYPE = 'application/geo+json';
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0';

export function baseOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}/ogc`;
}

/** The address of the next page: every parameter of this one, with the place to go on from. */
export function nextHref(request: FastifyRequest, after: number): string {
  const url = new URL(request.url, `${request.protocol}://${request.host}`);
  url.searchParams.set('after', String(after));
  return url.href;
}

export function hereHref(request: FastifyRequest): string {
  return new URL(request.url, `${request.protocol}://${request.host}`).href;
}
