/** What a share may be asked for: reading, in its district, of its layers. */
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../errors.ts';
import type { RecognisedShare } from '../../register/shares.ts';

interface Asked {
  /** The district it is about; undefined when the request names none. */
  district?: string;
  /** Tile layers or collections. */
  layers?: readonly string[];
}
type Query = Readonly<Record<string, unknown>>;
type Params = Readonly<Record<string, string>>;

const DISTRICT_SPAN = 2 ** 32; // feature ids carry the district's number above bit 32
const anywhere = (): Asked => ({});
const outfalls = (): Asked => ({ layers: ['outfalls'] });

/** Routes a share may read; whatever is not here it may not. The rest of them name their district in the query. */
const READABLE: Readonly<Record<string, (params: Params, share: RecognisedShare) => Asked>> = {
  '/tiles/:district/:layers/:z/:x/:file': ({ district, layers }) => ({ district, layers: layers.split(',') }),
  '/tiles/:district/:file': ({ district, file }) => ({ district, layers: file.replace(/\.json$/, '').split(',') }),
  '/styles/:name.json': anywhere,
  '/api/v1/districts': (_, { district }) => ({ district }), // answers with its own only
  '/api/v1/districts/:key/events': ({ key }) => ({ district: key }),
  '/api/v1/summary': anywhere,
  '/api/v1/latin-names': anywhere, // of towns only where they are of its layers
  '/api/v1/coverage': anywhere,
  '/api/v1/coverage/months': anywhere,
  '/api/v1/coverage/diff': anywhere,
  '/api/v1/coverage/diff/ranges': anywhere,
  '/api/v1/coverage/strips': anywhere, // without outfalls unless they are of its layers
  '/api/v1/gaps': anywhere,
  '/api/v1/reports/coverage': anywhere,
  '/api/v1/search': outfalls,
  '/api/v1/outfalls/:id': outfalls,
  '/outfalls/:id': outfalls,
  '/ogc/collections/:collectionId/items': ({ collectionId }) => ({ layers: [collectionId] }),
  '/ogc/collections/:collectionId/items/:featureId': ({ collectionId, featureId }, share) => ({
    district: Math.floor(Number(featureId) / DISTRICT_SPAN) === share.district_number ? share.district : '',
    layers: [collectionId],
  }),
};

/** Kinds of areas that reports can be grouped by or held to, and the layer that shows their names: none shows the others. */
const LAYER_OF: Readonly<Record<string, string>> = {
  ...{ zone: 'zones', drinking_water: 'zones', function_zone: 'function_zones', park: 'parks' },
  ...{ basin: 'basins', residential: 'residential', key_reach: 'key_reaches', venue: 'venues' },
};

/** Layers of the areas that a question is about: `group=zone`, `scope=zone:3,level:town`. */
const askedAreas = ({ group, scope }: Query): string[] =>
  `${group ?? ''},${scope ?? ''}`
    .split(',')
    .map((term) => LAYER_OF[/^\s*([a-z_]*)/.exec(term)![1]])
    .filter((layer) => layer !== undefined);

/** A request that names no district is made one about the share's. @throws DomainError share_scope (403) */
export function refuseOutside(share: RecognisedShare, request: FastifyRequest): void {
  const asked = READABLE[request.routeOptions.url ?? '']?.(request.params as Params, share);
  if (!asked || !['GET', 'HEAD'].includes(request.method)) throw unreadable(share);
  const query = request.query as { district?: string };
  if (asked.district === undefined) query.district ??= share.district;
  if ((asked.district ?? query.district) !== share.district) throw outside(share);
  const layers = [...(asked.layers ?? []), ...askedAreas(request.query as Query)];
  if (share.layers && !layers.every((layer) => share.layers!.includes(layer))) throw outside(share);
}

function unreadable({ district }: RecognisedShare): DomainError {
  return new DomainError(
    'share_scope',
    `This link reads the map of district ${district} and its figures, and not what was asked for.`,
    `此分享链接可看辖区 ${district} 的地图和数字，不能看所要的内容。`,
    403,
  );
}

function outside({ district, layers }: RecognisedShare): DomainError {
  const what = layers ? `layers ${layers.join(', ')} of ` : '';
  return new DomainError(
    'share_scope',
    `This link reads ${what}district ${district} only.`,
    `此分享链接只能查看辖区 ${district}${layers ? ` 的 ${layers.join('、')} 图层` : ''}。`,
    403,
  );
}
