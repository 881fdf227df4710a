/**
 * A reader's token as a cookie, so that pages, tiles, links to files and events can be read where reading is closed:
 * a browser sends no header with those. It is good for reading alone: what changes anything asks for the header.
 */
import type { FastifyRequest } from 'fastify';
import { bearerOf } from './require-role.ts';

const NAME = 'oa_session';
/** Of this site's own pages only, out of reach of scripts, until the browser is closed. */
const RULES = 'Path=/; HttpOnly; SameSite=Strict';

export const sessionCookie = (secret: string): string => `${NAME}=${encodeURIComponent(secret)}; ${RULES}`;
export const endedCookie = `${NAME}=; ${RULES}; Max-Age=0`;

/** The secret a reader comes with: the header's, else the cookie's. @throws DomainError token_needed */
export function readerSecretOf(request: FastifyRequest): string {
  const { authorization, cookie } = request.headers;
  const isReading = request.method === 'GET' || request.method === 'HEAD';
  const kept = isReading && authorization === undefined ? cookieOf(cookie) : undefined;
  return kept ?? bearerOf(request);
}

function cookieOf(header: string | undefined): string | undefined {
  const [, value] = new RegExp(`(?:^|;\\s*)${NAME}=([^;]*)`).exec(header ?? '') ?? [];
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // not of our making: the token is unknown then
  }
}
