/** What is asked of an address: one that exists for other methods says which (405, Allow), and an answer without a body has no length. */
import type { FastifyInstance, FastifyReply, RouteOptions } from 'fastify';

interface Known {
  address: RegExp;
  methods: string[];
}

/** The methods an address knows; none where there is nothing at all. */
export type MethodsOf = (path: string) => string[];

/** Must be called before the routes are registered. */
export function learnMethods(app: FastifyInstance): MethodsOf {
  const known: Known[] = [];
  app.addHook('onRoute', (route: RouteOptions) => {
    const methods = [route.method].flat();
    if (methods.includes('HEAD')) route.onSend = [route.onSend ?? [], dropLength].flat() as RouteOptions['onSend'];
    // a wildcard says nothing of what is there
    if (!route.url.includes('*')) known.push({ address: addressOf(route.url), methods });
  });
  return (path) => [...new Set(known.flatMap(({ address, methods }) => (address.test(path) ? methods : [])))].sort();
}

/** `/tiles/:district/:file.json` as an expression for addresses; with a slash at its end it is another one, where nothing is. */
function addressOf(url: string): RegExp {
  const parts = url.split('/').map((part) => part.replace(/[.+()]/g, '\\$&').replace(/:\w+/g, '[^/]+'));
  return new RegExp(`^${parts.join('/')}$`);
}

/** Fastify writes a length of 0 to HEAD, which 204 must not have (RFC 9110, 8.6). */
async function dropLength(_request: unknown, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (reply.statusCode === 204) reply.removeHeader('content-length');
  return payload;
}
