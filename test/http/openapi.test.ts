/** The API as its own description has it: a sound OpenAPI document, and answers that keep to it whatever is asked. */
import fc from 'fast-check';
import { Check } from 'typebox/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOADING_MS, openService, type Service, surveyAgain } from '../support/service.ts';

interface Schema {
  type?: string | string[];
  enum?: string[];
  minimum?: number;
  maximum?: number;
  pattern?: string;
  format?: string;
}
interface Parameter {
  name: string;
  in: 'query' | 'path';
  required?: boolean;
  schema: Schema;
}
interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  security?: object[];
  operationId: string;
  summary: string;
  parameters?: Parameter[];
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

let service: Service;
let batches: { a: number; b: number };
/** Where a trace starts, and the id of one that was asked for. */
let traced: { from: string; trace: string };
let operations: [path: string, operation: Operation][];
// biome-ignore lint/suspicious/noExplicitAny: the document is what is under test
let document: any;
beforeAll(async () => {
  service = await openService();
  batches = await surveyAgain(service.db);
  traced = await aTrace();
  document = await service.get('/api/v1/openapi.json');
  operations = Object.entries<object>(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]): [string, Operation] => [
      path,
      { ...operation, method: method.toUpperCase() },
    ]),
  );
}, LOADING_MS);
afterAll(() => service.close());

async function aTrace(): Promise<typeof traced> {
  const [{ id }] = await service.db.query<{ id: number }>(
    `select outfall_id as id from register.outfall_link where status = 'confirmed' order by id limit 1`,
  );
  const { tiles } = await service.get(`/api/v1/trace?from=outfall:${id}&mode=DD`);
  return { from: `outfall:${id}`, trace: tiles.split('/')[4] };
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1 with a name and a version', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect([typeof document.info.title, typeof document.info.version]).toEqual(['string', 'string']);
  });

  it('names each operation once and says in a line what it is for', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(operations.filter(([, { operationId, summary }]) => !operationId || !summary)).toEqual([]);
  });

  it('describes every parameter of every path, and every answer', () => {
    for (const [path, { parameters = [], responses }] of operations) {
      const named = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
      expect(named.sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      for (const response of Object.values(responses)) expect(typeof response.description).toBe('string');
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
    }
  });

  it('has every route of the service but those for machines and files', () => {
    const known = operations.map(([path]) => path);
    for (const path of ['/ogc', '/ogc/collections/{collectionId}/items', '/api/v1/gaps', '/tiles/{district}/{file}'])
      expect(known).toContain(path);
  });
});

/** Words that have a meaning somewhere, so that the right values are met too. */
const WORDS = [
  'demo',
  'light',
  '1',
  '1,2',
  '2022-12-31',
  'outfalls',
  'gaps',
  '121,31,122,32',
  '1.1',
  '4294967297',
  'PK',
  '../',
  "';--",
  '\u0000',
  '%',
  '😀',
  '',
];

function aValue({ name, schema }: Parameter): fc.Arbitrary<string> {
  const wrong = fc.oneof(
    fc.constantFrom(...WORDS),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.integer().map(String),
    fc.double().map(String),
  );
  const right: fc.Arbitrary<string>[] = [];
  if (schema.enum) right.push(fc.constantFrom(...schema.enum));
  if (schema.type === 'integer')
    right.push(fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 99, 99) }).map(String));
  if (schema.format === 'date')
    right.push(fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)));
  if (name === 'district') right.push(fc.constant('demo'));
  if (name === 'collectionId') right.push(fc.constantFrom('outfalls', 'gaps', 'surveys', 'coverage', 'towns'));
  if (name === 'featureId') right.push(fc.integer({ min: 1, max: 20 }).map((id) => String(2 ** 32 + id)));
  if (name === 'a' || name === 'b') right.push(fc.constant(String(batches[name])));
  if (name === 'from' || name === 'trace') right.push(fc.constant(traced[name]));
  if (name === 'bbox')
    right.push(fc.array(fc.double({ min: -180, max: 180, noNaN: true }), { minLength: 4, maxLength: 6 }).map(String));
  if (name === 'datetime') right.push(fc.constantFrom('2022-06-01', '../2022-06-01', '2022-06-01T00:00:00Z/..'));
  if (name.startsWith('known_')) right.push(fc.constantFrom('4', '2030-12-31'));
  if (name === 'start') right.push(fc.constant('121.1,31.1'));
  if (name === 'town') right.push(fc.constant('outside'));
  if (name === 'scope') right.push(fc.constant('level:town'));
  if (schema.type === 'number') right.push(fc.integer({ min: Math.max(1, schema.minimum ?? 1), max: 24 }).map(String));
  if (name === 'rivers') right.push(fc.array(fc.nat(300), { minLength: 1, maxLength: 5 }).map(String));
  return right.length ? fc.oneof({ arbitrary: fc.oneof(...right), weight: 4 }, { arbitrary: wrong, weight: 1 }) : wrong;
}

const request = (path: string, parameters: Parameter[]) =>
  fc
    .tuple(...parameters.map((each) => fc.option(aValue(each), { nil: undefined, freq: each.required ? 30 : 1 })))
    .map((values) => {
      let url = path;
      const query = new URLSearchParams();
      parameters.forEach((each, i) => {
        const value = values[i] ?? (each.in === 'path' ? '1' : undefined);
        if (each.in === 'path') url = url.replace(`{${each.name}}`, encodeURIComponent(value!));
        else if (value !== undefined) query.set(each.name, value);
      });
      return `${url}?${query}`;
    });

describe('whatever is asked', () => {
  it('never fails, and answers as described', { timeout: LOADING_MS }, async () => {
    const seen = new Map<string, number>();
    // those that ask for a token answer 401 to everything here: the others are asked twice as often
    const open = operations.filter(([, { security }]) => !security);
    const any = fc
      .constantFrom(...operations, ...open)
      .chain(([path, operation]) => fc.tuple(fc.constant(operation), request(path, operation.parameters ?? [])));
    await fc.assert(
      fc.asyncProperty(any, async ([{ method, operationId, responses }, url]) => {
        const { statusCode, headers, body } = await service.app.inject({ method, url });
        expect(statusCode, url).toBeLessThan(500);
        if (statusCode >= 400) {
          expect(headers['content-type'], url).toContain('application/problem+json');
          return;
        }
        seen.set(operationId, (seen.get(operationId) ?? 0) + 1);
        const content = responses[String(statusCode)]?.content ?? {};
        const schema = content[String(headers['content-type']).replace('; charset=utf-8', '')]?.schema;
        const isJson = /json/.test(String(headers['content-type']));
        if (schema && body && isJson) expect(Check(schema, JSON.parse(body)), url).toBe(true);
      }),
      { numRuns: 600, seed: 20221231 },
    );
    seen.set('openSession', 1); // its body needs a token of this very service
    // the search met right values too
    const silent = operations.filter(
      ([path, { operationId, security }]) => /^\/(api|ogc)/.test(path) && !security && !seen.has(operationId),
    );
    expect(silent.map(([path]) => path)).toEqual([]);
  });
});
