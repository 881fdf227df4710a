/** The documents of OGC API Features Part 1 that do not depend on data: landing page, conformance, collections. */
import type { Collection } from './collections.ts';
import { COLLECTIONS } from './collections.ts';
import { GEOJSON_TYPE, JSON_TYPE, type Link, OPENAPI_TYPE } from './links.ts';

export const CONFORMANCE = ['core', 'geojson', 'oas30'].map(
  (part) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${part}`,
);

const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

export function landingPage(base: string) {
  const links: Link[] = [
    { href: base, rel: 'self', type: JSON_TYPE },
    { href: `${base}/api`, rel: 'service-desc', type: OPENAPI_TYPE },
    { href: `${base.replace(/\/ogc$/, '')}/docs`, rel: 'service-doc', type: 'text/html' },
    { href: `${base}/conformance`, rel: 'conformance', type: JSON_TYPE },
    { href: `${base}/collections`, rel: 'data', type: JSON_TYPE },
  ];
  return {
    title: '排污口图集 Outfall Atlas',
    description:
      'Rivers, outfalls, surveys and gaps. Coordinates are CGCS2000 (EPSG:4490) as lon, lat; CRS84 within a metre.',
    links,
  };
}

export function collectionDocument(base: string, collection: Collection, extent?: number[]) {
  const home = `${base}/collections/${collection.id}`;
  const links: Link[] = [
    { href: home, rel: 'self', type: JSON_TYPE },
    { href: `${home}/items`, rel: 'items', type: GEOJSON_TYPE, title: collection.zh },
  ];
  return {
    id: collection.id,
    title: `${collection.zh} ${collection.en}`,
    itemType: 'feature',
    crs: [CRS84],
    ...(extent ? { extent: { spatial: { bbox: [extent], crs: CRS84 } } } : {}),
    links,
  };
}

/** OpenAPI 3.0 of this API, which OGC clients and GDAL expect; /api/v1/openapi.json is 3.1 and covers the rest. */
export function openapi30(base: string) {
  const ok = (description: string, type: string) => ({
    description,
    content: { [type]: { schema: { type: 'object' as const } } },
  });
  const get = (operationId: string, summary: string, type: string, parameters: object[] = []) => ({
    get: { operationId, summary, parameters, responses: { 200: ok(summary, type) } },
  });
  const collectionId = {
    name: 'collectionId',
    in: 'path',
    required: true,
    schema: { type: 'string', enum: COLLECTIONS.map(({ id }) => id) },
  };
  const featureId = { name: 'featureId', in: 'path', required: true, schema: { type: 'integer' } };
  return {
    openapi: '3.0.3',
    info: { title: 'Outfall Atlas, OGC API Features', version: '1.0.0' },
    servers: [{ url: base }],
    paths: {
      '/': get('getLandingPage', 'Landing page', JSON_TYPE),
      '/conformance': get('getConformance', 'Conformance classes', JSON_TYPE),
      '/collections': get('getCollections', 'Collections', JSON_TYPE),
      '/collections/{collectionId}': get('describeCollection', 'One collection', JSON_TYPE, [collectionId]),
      '/collections/{collectionId}/items': get('getFeatures', 'Features', GEOJSON_TYPE, [
        collectionId,
        ...ITEM_PARAMETERS,
      ]),
      '/collections/{collectionId}/items/{featureId}': get('getFeature', 'One feature', GEOJSON_TYPE, [
        collectionId,
        featureId,
      ]),
    },
  };
}

const ITEM_PARAMETERS = [
  { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 10_000, default: 100 } },
  {
    name: 'bbox',
    in: 'query',
    style: 'form',
    explode: false,
    schema: { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
  },
  { name: 'datetime', in: 'query', schema: { type: 'string' } },
  { name: 'district', in: 'query', schema: { type: 'string' } },
  { name: 'scope', in: 'query', description: 'Of outfalls: only those on such waters', schema: { type: 'string' } },
];
