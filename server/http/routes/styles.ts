/** The map style for any MapLibre client, built by the code that draws our own page (web/style, pure TypeScript). */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { DEFAULT_LAYERS } from '../../../tiles/manifest.ts';
import { buildStyle } from '../../../web/style/build-style.ts';
import type { Look } from '../../../web/style/tokens.ts';
import { getDistrict } from '../../district/district.ts';
import { DomainError } from '../../errors.ts';
import { shareOf, withShare } from '../auth/share.ts';
import { DistrictKey, Mode, Problem } from '../schemas.ts';
import type { Services } from '../services.ts';

const NAMES: readonly Look[] = ['light', 'dark', 'print'];

const getStyle = {
  operationId: 'getStyle',
  tags: ['styles'],
  summary: 'A MapLibre style (version 8) on our tiles, light, dark or for paper, for one survey mode',
  params: Type.Object({ name: Type.String({ maxLength: 40, description: `One of ${NAMES.join(', ')}` }) }),
  querystring: Type.Object({ district: Type.Optional(DistrictKey), mode: Type.Optional(Mode) }),
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
    const style = buildStyle({
      theme,
      mode: query.mode ?? 'above_water',
      hasTowns: towns,
      day: new Date().toISOString().slice(0, 10),
      tiles: { type: 'vector', url: withShare(request, `${origin}/tiles/${key}/${layers.join(',')}.json`) },
      glyphs: `${origin}/glyphs/{fontstack}/{range}.pbf`,
    });
    // a client would complain of layers that its tiles do not have
    const known: readonly unknown[] = layers;
    const shown = style.layers.filter((each) => !('source-layer' in each) || known.includes(each['source-layer']));
    return { ...style, layers: shown };
  });
};

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
