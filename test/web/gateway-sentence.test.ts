/** A proxy that answers in the place of the service: the reader is told who is silent and what comes next, not a bare status. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiError, connect } from '../../web/api/client.ts';
import { Questions } from '../../web/api/questions.ts';
import { troubleSentence } from '../../web/viewer/trouble-sentence.ts';

let proxy: Server;
let origin: string;
beforeAll(async () => {
  proxy = createServer((_, response) => response.writeHead(502).end('<html><h1>502 Bad Gateway</h1></html>'));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => proxy.close(resolve)));

it('a 502 of a proxy says that the service does not answer, and that the page asks again', async () => {
  const questions = new Questions(() => {});
  await questions.ask('districts', async () => void (await connect({ origin, share: null }).districts()));
  const { trouble } = questions;
  questions.stop();
  expect(troubleSentence(trouble, 'zh')).toContain('服务或它前面的代理没有回应（HTTP 502）。页面会自动再试。');
  expect(troubleSentence(trouble, 'en')).toContain('does not answer (HTTP 502). The page asks again by itself.');
});

it('where nothing asks again it says that one should', async () => {
  const error: ApiError = await connect({ origin, share: null })
    .openSession('x')
    .then(
      () => expect.unreachable(),
      (thrown) => thrown,
    );
  expect(error.sentence('zh')).toBe('服务或它前面的代理没有回应（HTTP 502）。请稍后再试。');
  expect(error.sentence('en')).toMatch(/HTTP 502\)\. Try again later\.$/);
});

it('what the service itself says stands', () => {
  const busy = new ApiError(503, { code: 'busy', detail: 'Too busy.', detail_zh: '太忙。' });
  expect(busy.sentence('zh', true)).toBe('太忙。');
});
