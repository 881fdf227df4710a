/**
 * What anyone may read names no person, phone, crew or responsible party: every column of the register that could hold one
 * is filled with a word of its own, and every way out of the service is looked through for it.
 */
import { gunzipSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COLLECTIONS } from '../../server/http/ogc/collections.ts';
import { createToken } from '../../server/register/tokens.ts';
import { ALL_GROUPS } from '../../server/report/groups.ts';
import { loadBesideDemo } from '../support/layer-files.ts';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

const PRIVATE =
  'crew|chief|author$|reviewer|phone|contact|person|responsible|party|credit|^permit$|surveyor|inspector|attributes|before|original';
const PHONE = '13812345678';

let service: Service;
let planted: string[];
let token: string;
// biome-ignore lint/suspicious/noExplicitAny: the document is read as it comes
let document: any;
beforeAll(async () => {
  service = await openService();
  await loadBesideDemo(service.db, DISTRICT);
  planted = await plant();
  token = (await createToken(service.db, { role: 'viewer', name: 'SECRET-token-name' })).secret;
  document = await service.get('/api/v1/openapi.json');
}, LOADING_MS);
afterAll(() => service.close());

/** Fills the columns, without waking what follows from an edit. @returns table.column of each */
async function plant(): Promise<string[]> {
  const columns = await service.db.query<{ name: string; column: string; type: string }>(
    `select c.table_name as name, c.column_name as column, c.data_type as type
       from information_schema.columns as c
       join information_schema.tables as t using (table_schema, table_name)
      where c.table_schema = 'register' and t.table_type = 'BASE TABLE' and c.column_name ~ $1
        and c.data_type in ('text', 'json', 'jsonb') order by 1, 2`,
    [PRIVATE],
  );
  const updates = columns.map(({ name, column, type }) => {
    const word = `SECRET-${name}-${column} ${PHONE}`;
    // crews stay apart, or coverage would be another
    const value = column === 'crew' ? `'${word} ' || crew` : type === 'text' ? `'${word}'` : `'{"联系人": "${word}"}'`;
    return `update register.${name} set ${column} = ${value} where ${column} is not null or '${type}' = 'text';`;
  });
  await service.db.run(
    `set session_replication_role = replica; ${updates.join('\n')} set session_replication_role = origin`,
  );
  return columns.map(({ name, column }) => `${name}.${column}`);
}

interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  isGuarded: boolean;
  parameters: { name: string; in: string; required?: boolean; schema: { enum?: string[] } }[];
}

function operations(): Operation[] {
  return Object.entries<Record<string, { security?: object[]; parameters?: Operation['parameters'] }>>(
    document.paths,
  ).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { security, parameters = [] }]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      isGuarded: security !== undefined && !security.some((each) => Object.keys(each).length === 0),
      parameters,
    })),
  );
}

const FILLED: Record<string, string[]> = {
  id: ['1', '2', '7'],
  name: ['light'],
  district: [DISTRICT],
  job: ['00000000-0000-4000-8000-000000000000'],
  featureId: ['1', '2'],
  q: ['SECRET', PHONE, '口', '河'],
  rivers: ['1,2,3'],
  phase: ['tracing'],
  group: [...ALL_GROUPS, 'crew,town', 'year,crew', 'method,campaign', 'town,level'],
  scope: ['set:atlas', 'level:town', 'venue@500,park@200'],
  start: ['121.1,31.1'],
  hours: ['8'],
  speed_kmh: ['4'],
  river: ['1'],
};

/** Every path with every value of its parameters that are words of a list, one at a time. */
async function urls(): Promise<{ method: Operation['method']; url: string; isGuarded: boolean }[]> {
  const [{ outfall }] = await service.db.query<{ outfall: number }>(
    'select outfall_id as outfall from register.outfall_link where route_id is not null order by 1 limit 1',
  );
  const tiles = (await tileUrls()).map((url) => ({ method: 'GET' as const, url, isGuarded: false }));
  const valuesOf = (name: string): string[] =>
    ({
      ...FILLED,
      id: [String(outfall), `link-${outfall}`, ...FILLED.id],
      collectionId: COLLECTIONS.map(({ id }) => id),
      file: TILED.map((layer) => `${layer}.json`),
    })[name] ?? ['1'];
  const others = operations().filter(({ path }) => !path.includes('{z}'));
  const asked = others.flatMap(({ method, path, isGuarded, parameters }) => {
    const paths = [...path.matchAll(/\{(\w+)\}/g)].reduce<string[]>(
      (made, [hole, name]) => made.flatMap((each) => valuesOf(name).map((value) => each.replace(hole, value))),
      [path],
    );
    const query = parameters.filter((each) => each.in === 'query');
    const needed = query.filter(({ required }) => required).map(({ name }) => `${name}=${valuesOf(name)[0]}`);
    const each = query.flatMap(({ name, schema }) =>
      (schema.enum ?? FILLED[name] ?? []).map((value) => `${name}=${value}`),
    );
    const queries = ['', ...each].map((one) => [
      ...needed.filter((other) => other.split('=')[0] !== one.split('=')[0]),
      one,
    ]);
    return paths.flatMap((one) =>
      queries.map((parts) => ({
        method,
        isGuarded,
        url: encodeURI(`${one}?${parts.filter((part) => part).join('&')}`),
      })),
    );
  });
  return [...tiles, ...asked];
}

const TILED = ['rivers', 'outfalls', 'gaps', 'towns', 'zones'];

/** Tiles over the middle of the district at every fourth zoom. */
async function tileUrls(): Promise<string[]> {
  const [{ lon, lat }] = await service.db.query<{ lon: number; lat: number }>(
    'select avg(st_x(geom)) as lon, avg(st_y(geom)) as lat from register.outfall where district = $1',
    [DISTRICT],
  );
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return TILED.flatMap((layer) =>
    [6, 10, 14].map((zoom) => {
      const [column, row] = [(lon + 180) / 360, y].map((part) => Math.floor(part * 2 ** zoom));
      return `/tiles/${DISTRICT}/${layer}/${zoom}/${column}/${row}.mvt`;
    }),
  );
}

function textOf(raw: Buffer, headers: Record<string, unknown>): string {
  const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
  if (plain.subarray(0, 2).toString('latin1') !== 'PK') return plain.toString('utf8');
  return Object.values(unzipSync(plain))
    .map((part) => strFromU8(part))
    .join('\n');
}

describe('what anyone may read', () => {
  it('is planted with a word for every column that could name someone', () => {
    expect(planted).toEqual(
      expect.arrayContaining([
        'survey_track.crew',
        'outfall.responsible_party',
        'outfall.sign_phone',
        'outfall_link.reviewer',
        'import_batch.author',
        'change.author',
        'import_issue.original',
      ]),
    );
  });

  it('names none of them, in any format, tile, feature or refusal', async () => {
    const asked = await urls();
    const answers: Record<number, number> = {};
    for (const { method, url, isGuarded } of asked) {
      const { rawPayload, headers, statusCode } = await service.app.inject({ method, url });
      const text = textOf(rawPayload, headers);
      answers[statusCode] = (answers[statusCode] ?? 0) + 1;
      if (isGuarded) expect([url, statusCode]).toEqual([url, 401]);
      expect([url, statusCode < 500]).toEqual([url, true]);
      expect([url, /SECRET-[\w-]+/.exec(text)?.[0], text.includes(PHONE) && !url.includes(PHONE)]).toEqual([
        url,
        undefined,
        false,
      ]);
      if (statusCode === 200 && !/openapi|docs/.test(url))
        expect([
          url,
          /"(crew|chief|river_chief|responsible_party|credit_code|reviewer|author|sign_phone|phone|contact)"/.exec(
            text,
          )?.[1],
        ]).toEqual([url, undefined]);
    }
    expect(answers[200]).toBeGreaterThan(120);
  }, 300_000);

  it('and a viewer may see who made a batch', async () => {
    const { statusCode, body } = await service.app.inject({
      url: '/api/v1/batches',
      headers: { authorization: `Bearer ${token}` },
    });
    expect([statusCode, body.includes('SECRET-import_batch-author')]).toEqual([200, true]);
  });
});
