/** OGC API Features Part 1: Core, the only way features are listed. Every layer, GeoJSON, all districts or one. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../errors.ts';
import { parseScope } from '../../report/facets/scope.ts';
import { COLLECTIONS, type Collection } from '../ogc/collections.ts';
import { CONFORMANCE, collectionDocument, landingPage, openapi30 } from '../ogc/documents.ts';
import type { FeaturePage, ItemsQuery } from '../ogc/feature.ts';
import { extentOf } from '../ogc/items.ts';
import { baseOf, GEOJSON_TYPE, hereHref, JSON_TYPE, type Link, nextHref, OPENAPI_TYPE } from '../ogc/links.ts';
import { parseBbox, parseDatetime } from '../ogc/parameters.ts';
import { OGC } from '../ogc/schemas.ts';
import { getFeature, listFeatures } from '../ogc/source.ts';
import type { Services } from '../services.ts';

const MOST_FEATURES = 10_000;

const describe = (operationId: string, summary: string) => ({ operationId, tags: ['ogc'], summary });

export const ogcRoutes: FastifyPluginAsyncTypebox<Services> = async (app, services) => {
  const { db } = services;
  const landing = { ...describe('ogcLanding', 'Landing page'), ...OGC.landing };
  app.get('/ogc', { schema: landing }, async (request) => landingPage(baseOf(request)));
  app.get('/ogc/', { schema: { ...OGC.landing, hide: true } }, async (request) => landingPage(baseOf(request)));

  const api = { ...describe('ogcApi', 'OpenAPI 3.0 of the OGC API'), ...OGC.api };
  app.get('/ogc/api', { schema: api }, async (request, reply) =>
    reply.type(OPENAPI_TYPE).send(openapi30(baseOf(request))),
  );

  const conformance = { ...describe('ogcConformance', 'Conformance classes'), ...OGC.conformance };
  app.get('/ogc/conformance', { schema: conformance }, async () => ({ conformsTo: CONFORMANCE }));

  const collections = { ...describe('ogcCollections', 'Collections'), ...OGC.collections };
  app.get('/ogc/collections', { schema: collections }, async (request) => {
    const base = baseOf(request);
    const documents = [];
    for (const each of COLLECTIONS) documents.push(collectionDocument(base, each, await extentOf(db, each)));
    return { links: [{ href: hereHref(request), rel: 'self', type: JSON_TYPE }], collections: documents };
  });

  const collection = { ...describe('ogcCollection', 'One collection'), ...OGC.collection };
  app.get('/ogc/collections/:collectionId', { schema: collection }, async (request) => {
    const found = getCollection(request.params.collectionId);
    return collectionDocument(baseOf(request), found, await extentOf(db, found));
  });

  const items = { ...describe('ogcItems', 'Features'), ...OGC.items };
  app.get('/ogc/collections/:collectionId/items', { schema: items }, async (request, reply) => {
    const found = getCollection(request.params.collectionId);
    const query = itemsQuery(request.query);
    const page = await listFeatures(services, found, query);
    reply.type(GEOJSON_TYPE);
    return featureCollection(request, page);
  });

  const item = { ...describe('ogcItem', 'One feature'), ...OGC.item };
  app.get('/ogc/collections/:collectionId/items/:featureId', { schema: item }, async (request, reply) => {
    const found = getCollection(request.params.collectionId);
    const feature = await getFeature(services, found, request.params.featureId);
    const home = `${baseOf(request)}/collections/${found.id}`;
    reply.type(GEOJSON_TYPE);
    return {
      ...feature,
      links: [
        { href: hereHref(request), rel: 'self', type: GEOJSON_TYPE },
        { href: home, rel: 'collection', type: JSON_TYPE },
      ],
    };
  });
};

function getCollection(id: string): Collection {
  const found = COLLECTIONS.find((each) => each.id === id);
  if (found) return found;
  const known = COLLECTIONS.map((each) => each.id).join(', ');
  throw new DomainError(
    'collection_unknown',
    `No collection "${id}": there are ${known}.`,
    `没有“${id}”图层，现有：${known}。`,
    404,
  );
}

interface GivenParameters {
  district?: string;
  bbox?: string;
  datetime?: string;
  limit?: number;
  after?: number;
  scope?: string;
}

/** A limit above the most is lowered to it, as the standard wants (7.15.2). */
function itemsQuery({ district, bbox, datetime, limit, after, scope }: GivenParameters): ItemsQuery {
  return {
    district,
    bbox: bbox === undefined ? undefined : parseBbox(bbox),
    days: datetime === undefined ? undefined : parseDatetime(datetime),
    limit: Math.min(limit ?? 100, MOST_FEATURES),
    after,
    scope: parseScope(scope),
  };
}

function featureCollection(request: FastifyRequest, { features, numberMatched, more, notes }: FeaturePage) {
  const links: Link[] = [{ href: hereHref(request), rel: 'self', type: GEOJSON_TYPE }];
  if (more) links.push({ href: nextHref(request, features.at(-1)!.id), rel: 'next', type: GEOJSON_TYPE });
  return {
    type: 'FeatureCollection' as const,
    timeStamp: new Date().toISOString(),
    numberMatched,
    numberReturned: features.length,
    features,
    links,
    ...(notes && { notes }),
  };
}
