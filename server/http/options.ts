/** OPTIONS from others than pages: what an address is for. A page's preflight is answered by @fastify/cors. */
import type { onRequestAsyncHookHandler } from 'fastify';
import { nothingAt, sendProblem } from './error-handler.ts';
import type { MethodsOf } from './other-methods.ts';

export function answerOptions(methodsOf: MethodsOf): onRequestAsyncHookHandler {
  return async (request, reply) => {
    const { origin, 'access-control-request-method': asked } = request.headers;
    if (request.method !== 'OPTIONS' || (origin && asked)) return;
    const methods = methodsOf(request.url.replace(/\?.*$/, ''));
    if (methods.length === 0) return sendProblem(reply, nothingAt(request.url));
    return reply
      .code(204)
      .header('allow', [...methods, 'OPTIONS'].join(', '))
      .send();
  };
}
