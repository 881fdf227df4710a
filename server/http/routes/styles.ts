/** The map style for any MapLibre client, built by the code that draws our own page (web/style, pure TypeScript). */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { Type } from 'typebox';
import { DEFAULT_LAYERS } from '../../../tiles/manifest.ts';
import { buildStyle, type VectorSource } from '../../../web/style/build-style.ts';
import { AS_OF_SOURCE } from '../../../web/style/layers/expressions.ts';
import type { Look } from '../../../web/style/tokens.ts';
import { getDistrict } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { shareOf, withShare } from '../auth/share.ts';
import { GapQuery } from '../gap-schemas.ts';
import { DistrictKey, Mode, Problem } from '../schemas.ts';
import type { Services } from '../services.ts';

const NAMES: readonly Look[] = ['light', 'dark', 'print'];

const getStyle = {
  operationId: 'getStyle',
  tags: ['styles'],
  summary:
    'A MapLibre style (version 8) on our tiles, light, dark or for paper, for one survey mode, of today or as of a day',
  params: Type.Object({ name: Type.String({ maxLength: 40, description: `One of ${NAMES.join(', ')}` }) }),
  querystring: Type.Object({ district: Type.Optional(DistrictKey), mode: Type.Optional(Mode), as_of: GapQuery.as_of }),
  response: { 200: Type.Any(), 400: Problem, 404: Problem },
};

export const styleRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/styles/:name.json', { schema: getStyle }, async (request, reply) => {
    const { params, query, protocol, host } = request;
    const theme = lookOf(params.name);
    const { key } = await getDistrict(db, query.district);
    const [{ towns }] = await db.query<{ towns: boolean }>(
      'select exists (select from register.town where district = $1) as towns',
      [key],
    );
    const origin = `${protocol}://${host}`;
    const layers = shareOf(request)?.layers ?? DEFAULT_LAYERS;
    reply.header('cache-control', 'no-cache');
    const tilesOf = (of: readonly string[], question = ''): VectorSource => ({
      type: 'vector',
      url: withShare(request, `${origin}/tiles/${key}/${of.join(',')}.json${question}`),
    });
    const style = buildStyle({
      theme,
      mode: query.mode ?? 'above_water',
      hasTowns: towns,
      day: query.as_of ?? new Date().toISOString().slice(0, 10),
      tiles: tilesOf(layers),
      glyphs: `${origin}/glyphs/{fontstack}/{range}.pbf`,
    });
    // a client would complain of layers that its tiles do not have
    const known: readonly unknown[] = layers;
    const shown = style.layers.filter((each) => !('source-layer' in each) || known.includes(each['source-layer']));
    const surveyed = SURVEYED.filter((each) => known.includes(each));
    if (query.as_of === undefined || surveyed.length === 0) return { ...style, layers: shown };
    return ofDay({ ...style, layers: shown }, tilesOf(surveyed, `?as_of=${query.as_of}`));
  });
};

/** Layers whose tiles are another matter as of a day; the others are as known now. */
const SURVEYED = ['coverage', 'gaps'];

/** The same style with what was surveyed by a day in place of what is surveyed. */
function ofDay(style: StyleSpecification, surveyed: VectorSource): StyleSpecification {
  const isSurveyed = (layer: LayerSpecification) =>
    'source-layer' in layer && SURVEYED.includes(layer['source-layer'] ?? '');
  const layers = style.layers.map((layer) =>
    isSurveyed(layer) ? ({ ...layer, source: AS_OF_SOURCE } as LayerSpecification) : layer,
  );
  return { ...style, sources: { ...style.sources, [AS_OF_SOURCE]: surveyed }, layers };
}

function lookOf(name: string): Look {
  const found = NAMES.find((each) => each === name);
  if (found) return found;
  throw new DomainError(
    'style_unknown',
    `No style "${name}": there are ${NAMES.join(', ')}.`,
    `没有“${name}”样式，现有：${NAMES.join('、')}。`,
    404,
  );
}
