/** The token of this tab, and requests that carry it. */
import { ApiError, unreached } from './client.ts';
import type { Problem } from './types.ts';

const KEPT = 'oa-token';
/** For this tab only: closing it forgets. */
export const token = {
  get: (): string => sessionStorage.getItem(KEPT) ?? '',
  set: (value: string): void =>
    value === '' ? sessionStorage.removeItem(KEPT) : sessionStorage.setItem(KEPT, value.trim()),
};

/** The header of a request; none where there is no token. */
export const bearer = (): Record<string, string> =>
  token.get() === '' ? {} : { authorization: `Bearer ${token.get()}` };

/** Whether it is the token that an answer refuses: it is unknown, has ended, or may not do this. Another one is asked for then. */
export const isOfToken = (error: unknown): error is ApiError =>
  error instanceof ApiError && /^(token_|role_)/.test(error.problem.code ?? '');

/** One request with the token of this tab, if there is one: what was answered, whatever it is. @throws ApiError, Unreachable */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...bearer() };
  if (typeof init.body === 'string') headers['content-type'] = 'application/json';
  const response = await fetch(path, { ...init, headers }).catch(unreached);
  if (response.ok) return response;
  const problem = await response.json().then(
    (body) => body as Problem,
    (): Problem => ({}), // a proxy's page instead of our JSON
  );
  throw new ApiError(response.status, problem);
}

/** The same, answered in JSON. @throws ApiError, Unreachable */
export async function ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await send(path, init);
  return (await response.json().catch(unreached)) as Answer;
}
