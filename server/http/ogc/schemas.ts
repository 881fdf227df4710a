/** Parameters and answers of the OGC routes. */
import { type TSchema, Type } from 'typebox';
import { DistrictKey, Notes, oneOf, problems, RiverScope } from '../schemas.ts';
import { GEOJSON_TYPE, OPENAPI_TYPE } from './links.ts';

const NOTHING = Type.Object({ f: Type.Optional(oneOf(['json'])) }, { additionalProperties: false });
const Format = Type.Optional(oneOf(['json', 'geojson']));
const ONLY_FORMAT = Type.Object({ f: Format }, { additionalProperties: false });
const CollectionId = Type.Object({ collectionId: Type.String() });
const FeatureId = Type.Object({
  collectionId: Type.String(),
  featureId: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
});

// An unknown parameter is an error by the standard (7.15.1), so that a misspelt filter is never silently dropped.
const ItemsParameters = Type.Object(
  {
    f: Format,
    district: Type.Optional(DistrictKey),
    bbox: Type.Optional(Type.String({ maxLength: 200 })),
    datetime: Type.Optional(Type.String({ maxLength: 100 })),
    scope: Type.Optional(RiverScope),
    limit: Type.Optional(Type.Integer({ minimum: 1 })),
    after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { additionalProperties: false },
);

const Links = Type.Array(
  Type.Object({ href: Type.String(), rel: Type.String(), type: Type.String(), title: Type.Optional(Type.String()) }),
);
const Landing = Type.Object({ title: Type.String(), description: Type.String(), links: Links });
const Conformance = Type.Object({ conformsTo: Type.Array(Type.String()) });
const CollectionDocument = Type.Object(
  { id: Type.String(), title: Type.String(), itemType: Type.String(), crs: Type.Array(Type.String()), links: Links },
  { additionalProperties: true },
);
const Collections = Type.Object({ links: Links, collections: Type.Array(CollectionDocument) });
const FeatureMembers = {
  type: Type.Literal('Feature'),
  id: Type.Integer(),
  geometry: Type.Unsafe<object | null>({ type: ['object', 'null'], additionalProperties: true }),
  properties: Type.Record(Type.String(), Type.Unknown()),
};
const Items = Type.Object({
  type: Type.Literal('FeatureCollection'),
  timeStamp: Type.String(),
  numberMatched: Type.Integer(),
  numberReturned: Type.Integer(),
  features: Type.Array(Type.Unknown(), { description: 'GeoJSON features with whole-number ids' }),
  links: Links,
  notes: Notes,
});
const Item = Type.Object({ ...FeatureMembers, links: Links, notes: Notes });

/** A response schema that goes by the type of the answer. */
const geojson = <Schema extends TSchema>(schema: Schema) => ({
  200: { description: 'GeoJSON', content: { [GEOJSON_TYPE]: { schema } } },
});

/** Schema of each route by what it answers with. */
export const OGC = {
  landing: { querystring: NOTHING, response: { 200: Landing, ...problems(400) } },
  api: {
    querystring: NOTHING,
    response: {
      200: { description: 'OpenAPI 3.0', content: { [OPENAPI_TYPE]: { schema: Type.Unknown() } } },
      ...problems(400),
    },
  },
  conformance: { querystring: NOTHING, response: { 200: Conformance, ...problems(400) } },
  collections: { querystring: NOTHING, response: { 200: Collections, ...problems(400) } },
  collection: {
    params: CollectionId,
    querystring: NOTHING,
    response: { 200: CollectionDocument, ...problems(400, 404) },
  },
  items: {
    params: CollectionId,
    querystring: ItemsParameters,
    response: { ...geojson(Items), ...problems(400, 404, 409) },
  },
  item: { params: FeatureId, querystring: ONLY_FORMAT, response: { ...geojson(Item), ...problems(400, 404) } },
};
