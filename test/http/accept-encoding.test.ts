/** RFC 9110 12.5.3: what a client prefers is what it gets. */
import { expect, it } from 'vitest';
import { chooseEncoding } from '../../server/http/accept-encoding.ts';

it.each([
  ['gzip, deflate, br', 'br'],
  ['gzip;q=1, br;q=0.5', 'gzip'],
  ['*', 'br'],
  ['identity;q=1, gzip;q=0.5', 'identity'],
  ['identity, br;q=0.9, *;q=0.1', 'identity'],
  ['gzip, identity', 'gzip'], // alike: the smaller one
  ['gzip;q=0.5, identity;q=0.4', 'gzip'],
  ['gzip;q=0.5', 'gzip'], // identity is not named: it is only allowed
  ['br;q=0, gzip;q=0', 'identity'],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  [undefined, 'identity'],
] as const)('%s gets %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});
