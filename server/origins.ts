/** Lists of other sites in the configuration. */
import { DomainError } from './errors.ts';

/** `*`: every site. */
export type Origins = '*' | readonly string[];

/**
 * Reads `*`, `none`, or origins (scheme, host and port as a browser sends them) separated by commas; empty: `*`.
 * @throws DomainError bad_setting for anything that no page's origin could ever equal
 */
export function readOrigins(env: NodeJS.ProcessEnv, name: string): Origins {
  const text = (env[name] ?? '').trim();
  if (text === '' || text === '*') return '*';
  if (text === 'none') return [];
  return text.split(',').map((item) => readOrigin(item.trim(), name));
}

function readOrigin(text: string, name: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : 'null';
  if (/^https?:/.test(origin) && origin === text.toLowerCase() && !text.includes('*')) return origin;
  const like = origin === 'null' ? 'https://map.example.cn' : origin;
  throw new DomainError(
    'bad_setting',
    `${name} has "${text}"; it must be *, none, or origins separated by commas, like ${like}.`,
    `环境变量 ${name} 含“${text}”，应为 *、none，或以逗号分隔的来源，如 ${like}。`,
  );
}
