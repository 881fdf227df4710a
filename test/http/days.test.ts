/** Days at the edges of the calendar, in every parameter that takes one, over HTTP and on the command line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken } from '../../server/register/tokens.ts';
import { command } from '../support/command.ts';
import { LOADING_MS, openService, type Service } from '../support/service.ts';

/** JavaScript counts a year 0000, PostgreSQL knows none. */
const NONE = ['0000-01-01', '0000-12-31'];
const SOME = ['0001-01-01', '9999-12-31'];

interface Parameter {
  name: string;
  in: 'query' | 'path';
  required?: boolean;
  schema: { format?: string; pattern?: string; enum?: string[] };
}

let service: Service;
let authorization: string;
let editor: string;
/** Addresses up to the day. */
let taking: string[];
beforeAll(async () => {
  service = await openService();
  authorization = `Bearer ${(await createToken(service.db, { name: 'days', role: 'viewer' })).secret}`;
  editor = `Bearer ${(await createToken(service.db, { name: 'edits', role: 'editor' })).secret}`;
  const { paths } = await service.get('/api/v1/openapi.json');
  taking = Object.entries<Record<string, { parameters?: Parameter[] }>>(paths).flatMap(([path, { get }]) =>
    (get?.parameters ?? []).filter(isOfDay).map((one) => takes(path, get.parameters!, one)),
  );
}, LOADING_MS);
afterAll(() => service.close());

const isOfDay = ({ name, schema }: Parameter) =>
  schema.format === 'date' || schema.pattern?.includes('\\d{4}-\\d{2}-\\d{2}') || name === 'datetime';

/** What else operations need. */
const NEEDED: Record<string, string> = {
  district: 'demo',
  collectionId: 'surveys',
  layer: 'coverage',
  layers: 'coverage',
  z: '12',
  x: '0',
  name: 'light',
  flag: 'zones',
  start: '121.1,31.1',
};

const fileOf = (path: string) => (path.includes('{z}') ? '0.mvt' : 'coverage.json');

function takes(path: string, parameters: readonly Parameter[], day: Parameter): string {
  let url = path;
  const query = new URLSearchParams({ district: 'demo' });
  for (const { name, in: place, required, schema } of parameters) {
    const value = name === 'file' ? fileOf(path) : (NEEDED[name] ?? schema.enum?.[0] ?? '1');
    if (place === 'path') url = url.replace(`{${name}}`, value);
    else if (required && name !== day.name) query.set(name, value);
  }
  if (!parameters.some(({ name, in: place }) => name === 'district' && place === 'query')) query.delete('district');
  return `${url}?${query}&${day.name}=`;
}

const ask = async (url: string) => {
  const { statusCode, body } = await service.app.inject({ url, headers: { authorization } });
  return { url, statusCode, body };
};

describe('a day over HTTP', () => {
  it('is taken by many', () => {
    expect(taking.length).toBeGreaterThan(40);
  });

  it('that is none is refused by each, the year 0000 in the words of 29 February', {
    timeout: LOADING_MS,
  }, async () => {
    for (const url of taking) {
      const february = await ask(`${url}2023-02-29`);
      expect(february).toMatchObject({ statusCode: 400 });
      expect(await ask(`${url}10000-01-01`)).toMatchObject({ statusCode: 400 });
      for (const day of NONE)
        expect(await ask(url + day)).toEqual({
          url: url + day,
          statusCode: 400,
          body: february.body.replaceAll('2023-02-29', day),
        });
    }
  });

  it.each(SOME)('at the edge of the calendar, %s, is answered', { timeout: LOADING_MS }, async (day) => {
    for (const url of taking) {
      const { statusCode, body } = await ask(url + day);
      const isBefore = body.includes('known_at_too_early') && day < '1900'; // no register was known then
      expect(statusCode, `${url}${day} ${body.slice(0, 200)}`).toBe(isBefore ? 409 : url.includes('.mvt') ? 204 : 200);
    }
  });

  it.each([
    ['PATCH', '/api/v1/outfalls/1', { fields: { status: 'confirmed' }, on: '0000-01-01' }],
    ['POST', '/api/v1/outfalls', { fields: { name: 'x' }, on: '0000-01-01' }],
    ['POST', '/api/v1/shares', { district: 'demo', name: 'x', expires: '0000-01-01' }],
  ] as const)('%s %s refuses the year 0000 in a body', async (method, url, payload) => {
    const headers = { authorization: editor };
    const { statusCode } = await service.app.inject({ method, url, headers, payload });
    expect(statusCode).toBe(400);
  });
});

describe('a day on the command line', () => {
  const AS_OF = [
    'report targets',
    'report drinking-water',
    'report coverage',
    'report cells',
    'coverage list',
    'coverage --ranges',
    'gaps list',
    'rivers list',
    'outfalls list --flag zones',
  ];
  const KNOWN_AT = ['report targets', 'report coverage', 'report cells', 'coverage list', 'gaps list'];
  it.each([
    ...AS_OF.map((line) => `${line} --as-of`),
    ...KNOWN_AT.map((line) => `${line} --known-at`),
    'report drinking-water --closed-by',
    'coverage diff --from',
    'coverage diff --to',
    'outfalls show 1 --known-at',
    'token create --name x --role viewer --expires',
  ])('%s refuses the year 0000 in the words of 29 February', async (line) => {
    const [none, february] = [
      await command(service.db, `${line} 0000-01-01`),
      await command(service.db, `${line} 2023-02-29`),
    ];
    expect(none.code).toBeGreaterThan(0);
    expect(none).toEqual({ ...february, err: february.err.replaceAll('2023-02-29', '0000-01-01') });
    expect(none.err).not.toContain('    at ');
  });
});
