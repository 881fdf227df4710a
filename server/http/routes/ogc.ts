/** OGC API Features Part 1: Core, the only way features are listed. Every layer, GeoJSON, all districts or one. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { DomainError } from '../../errors.ts';
import { COLLECTIONS, type Collection } from '../ogc/collections.ts';
import { CONFORMANCE, collectionDocument, landingPage, openapi30 } from '../ogc/documents.ts';
import { countItems, extentOf, type Feature, getItem, type ItemsQuery, listItems } from '../ogc/items.ts';
import { baseOf, GEOJSON_TYPE, hereHref, JSON_TYPE, type Link, nextHref, OPENAPI_TYPE } from '../ogc/links.ts';
import { parseBbox, parseDatetime } from '../ogc/parameters.ts';
import { DistrictKey } from '../schemas.ts';
import type { Services } from '../services.ts';

const MOST_FEATURES = 10_000;
const NOTHING = Type.Object({ f: Type.Optional(Type.Literal('json')) }, { additionalProperties: false });
const CollectionId = Type.Object({ collectionId: Type.String() });
const FeatureId = Type.Object({
  collectionId: Type.String(),
  featureId: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
});

// An unknown parameter is an error by the standard (7.15.1), so that a misspelt filter is never silently dropped.
const ItemsParameters = Type.Object(
  {
    f: Type.Optional(Type.Union([Type.Literal('json'), Type.Literal('geojson')])),
    district: Type.Optional(DistrictKey),
    bbox: Type.Optional(Type.String({ maxLength: 200 })),
    datetime: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1 })),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { additionalProperties: false },
);

const describe = (operationId: string, summary: string) => ({ operationId, tags: ['ogc'], summary });

export const ogcRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/ogc', { schema: { ...describe('ogcLanding', 'Landing page'), querystring: NOTHING } }, async (request) =>
    landingPage(baseOf(request)),
  );

  app.get('/ogc/api', { schema: describe('ogcApi', 'OpenAPI 3.0 of the OGC API') }, async (request, reply) =>
    reply.type(OPENAPI_TYPE).send(openapi30(baseOf(request))),
  );

  const conformance = { ...describe('ogcConformance', 'Conformance classes'), querystring: NOTHING };
  app.get('/ogc/conformance', { schema: conformance }, async () => ({ conformsTo: CONFORMANCE }));

  const collections = { ...describe('ogcCollections', 'Collections'), querystring: NOTHING };
  app.get('/ogc/collections', { schema: collections }, async (request) => {
    const base = baseOf(request);
    const documents = [];
    for (const each of COLLECTIONS) documents.push(collectionDocument(base, each, await extentOf(db, each)));
    return { links: [{ href: hereHref(request), rel: 'self', type: JSON_TYPE }], collections: documents };
  });

  const collection = { ...describe('ogcCollection', 'One collection'), params: CollectionId, querystring: NOTHING };
  app.get('/ogc/collections/:collectionId', { schema: collection }, async (request) => {
    const found = getCollection(request.params.collectionId);
    return collectionDocument(baseOf(request), found, await extentOf(db, found));
  });

  const items = { ...describe('ogcItems', 'Features'), params: CollectionId, querystring: ItemsParameters };
  app.get('/ogc/collections/:collectionId/items', { schema: items }, async (request, reply) => {
    const found = getCollection(request.params.collectionId);
    const query = itemsQuery(request.query);
    const page = await listItems(db, found, { ...query, limit: query.limit + 1 });
    const numberMatched = await countItems(db, found, query);
    reply.type(GEOJSON_TYPE);
    return featureCollection(request, page, query.limit, numberMatched);
  });

  const item = { ...describe('ogcItem', 'One feature'), params: FeatureId, querystring: NOTHING };
  app.get('/ogc/collections/:collectionId/items/:featureId', { schema: item }, async (request, reply) => {
    const found = getCollection(request.params.collectionId);
    const feature = await getItem(db, found, request.params.featureId);
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
}

/** A limit above the most is lowered to it, as the standard wants (7.15.2). */
function itemsQuery({ district, bbox, datetime, limit, after }: GivenParameters): ItemsQuery {
  return {
    district,
    bbox: bbox === undefined ? undefined : parseBbox(bbox),
    days: datetime === undefined ? undefined : parseDatetime(datetime),
    limit: Math.min(limit ?? 100, MOST_FEATURES),
    after,
  };
}

/** `page` may hold one feature more than the limit: then there is a next page. */
function featureCollection(request: FastifyRequest, page: readonly Feature[], limit: number, numberMatched: number) {
  const features = page.slice(0, limit);
  const links: Link[] = [{ href: hereHref(request), rel: 'self', type: GEOJSON_TYPE }];
  if (page.length > limit)
    links.push({ href: nextHref(request, features[limit - 1].id), rel: 'next', type: GEOJSON_TYPE });
  return {
    type: 'FeatureCollection',
    timeStamp: new Date().toISOString(),
    numberMatched,
    numberReturned: features.length,
    features,
    links,
  };
}
