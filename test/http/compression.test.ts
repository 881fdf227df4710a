/** What goes over the wire: text compressed for those who take it, the same text, and nothing held back. */
import { get as ask, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DISTRICT, LOADING_MS, openService, type Service } from '../support/service.ts';

let service: Service;
let origin: string;
beforeAll(async () => {
  service = await openService({ CORS_ORIGINS: 'https://a.example' });
  origin = await service.app.listen({ host: '127.0.0.1', port: 0 });
}, LOADING_MS);
afterAll(() => service.close());

const inject = (url: string, encoding?: string, more: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  service.app.inject({ method, url, headers: { ...(encoding && { 'accept-encoding': encoding }), ...more } });

const WAYS = [
  ['gzip', 'gzip', gunzipSync],
  ['gzip, deflate, br', 'br', brotliDecompressSync],
] as const;

describe.each([
  '/api/v1/coverage?group=river',
  '/api/v1/gaps?format=geojson',
  '/api/v1/coverage?group=river&format=csv',
  '/api/v1/reports/coverage?format=html',
  '/ogc/collections',
  '/api/v1/openapi.json',
  '/styles/light.json',
  '/docs/static/swagger-ui-bundle.js',
])('%s', (url) => {
  it.each(WAYS)('is compressed for those who take %s, and the same', async (accepted, encoding, decompress) => {
    const plain = await inject(url);
    const compressed = await inject(url, accepted);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(compressed.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Origin, accept-encoding' });
    expect(compressed.headers['content-type']).toBe(plain.headers['content-type']);
    expect(compressed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
    expect(decompress(compressed.rawPayload).equals(plain.rawPayload)).toBe(true);
  });

  it('says the same to HEAD, and to caches that others get it otherwise', async () => {
    const { headers: plain } = await inject(url);
    expect(plain.vary).toBe('Origin, accept-encoding');
    const { headers } = await inject(url, 'br');
    const head = await inject(url, 'br', {}, 'HEAD');
    expect([head.statusCode, head.rawPayload.length]).toEqual([200, 0]);
    for (const name of ['content-encoding', 'content-length', 'content-type', 'etag', 'vary'])
      expect([name, head.headers[name]]).toEqual([name, headers[name]]);
  });
});

describe('what is not worth it or not allowed', () => {
  it('goes as it is: little, and what nobody takes compressed', async () => {
    expect((await inject('/healthz', 'br')).headers['content-encoding']).toBeUndefined();
    expect((await inject('/api/v1/gaps', 'identity')).headers['content-encoding']).toBeUndefined();
    expect((await inject('/api/v1/gaps', 'br;q=0, gzip;q=0')).headers['content-encoding']).toBeUndefined();
  });

  it('is not compressed a second time', async () => {
    const { headers, rawPayload } = await inject('/api/v1/coverage?group=river&format=xlsx', 'br');
    expect(headers['content-encoding']).toBeUndefined();
    expect(rawPayload.subarray(0, 2).toString()).toBe('PK');
  });

  it('leaves a refusal the problem it is', async () => {
    const { statusCode, headers } = await inject(`/api/v1/gaps?as_of=${'x'.repeat(2000)}`, 'br');
    expect([statusCode, headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
  });
});

describe('validators', () => {
  it('that edits are sent with are strong, and so of one encoding', async () => {
    const [{ id }] = await service.db.query<{ id: number }>('select min(id) as id from register.outfall');
    const plain = await inject(`/api/v1/outfalls/${id}`);
    const card = await inject(`/api/v1/outfalls/${id}`, 'br');
    expect(card.rawPayload.length).toBeGreaterThan(1024); // it would be compressed otherwise
    expect(card.headers.etag).toMatch(/^"\d+"$/);
    expect([card.headers.etag, card.headers['content-encoding']]).toEqual([plain.headers.etag, undefined]);
    expect(card.rawPayload.equals(plain.rawPayload)).toBe(true);
  });

  it('of a file answer 304 under every encoding', async () => {
    const url = '/docs/static/swagger-ui-bundle.js';
    const { etag } = (await inject(url, 'gzip')).headers;
    const again = await inject(url, 'gzip', { 'if-none-match': String(etag) });
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0]);
  });
});

describe('events', () => {
  it('are told when they happen to those who take compression too', async () => {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { 'accept-encoding': 'gzip, br' };
      ask(`${origin}/api/v1/districts/${DISTRICT}/events`, { headers }, resolve).on('error', reject);
    });
    const first = await answer[Symbol.asyncIterator]().next(); // the stream has no end
    answer.destroy();
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(String(first.value)).toMatch(/^event: version\ndata: \{/);
  });
});
