/** Numbers of an address must have an end: the validator takes `Infinity` and `1e999`, and then passes by every bound. */
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../errors.ts';

/** Must be called before the routes are registered. */
export function refuseEndlessNumbers(app: FastifyInstance): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    const names = ['querystring', 'params'].flatMap((part) => numbersOf(route.schema?.[part as 'params']));
    if (names.length === 0) return;
    const before = [route.preValidation ?? []].flat();
    route.preValidation = [async (request: FastifyRequest) => refuseEndless(request, names), ...before];
  });
}

function numbersOf(schema: unknown): string[] {
  const { properties = {} } = (schema ?? {}) as { properties?: Record<string, { type?: string }> };
  return Object.keys(properties).filter((name) => /^(number|integer)$/.test(properties[name].type ?? ''));
}

/** @throws DomainError `request_invalid` */
function refuseEndless({ query, params }: FastifyRequest, names: readonly string[]): void {
  const given = { ...(query as object), ...(params as object) } as Record<string, unknown>;
  const name = names.find((each) => Math.abs(Number(given[each])) === Number.POSITIVE_INFINITY);
  if (name === undefined) return;
  throw new DomainError(
    'request_invalid',
    `${name} must be a number that has an end, not ${given[name]}.`,
    `${name} 应为有限的数字，而不是 ${given[name]}。`,
  );
}
