/** What `npm start` is told on its command line: settings of the environment under a shorter name. Pure. */
import { parseArgs } from 'node:util';
import { DomainError } from '../server/errors.ts';

const NAMES = { port: 'PORT', host: 'HOST' } as const;

/** The environment with what the command line says. @throws DomainError for what is none of it */
export function startSettings(args: readonly string[], env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given = read(args);
  const settings = Object.entries(NAMES).flatMap(([option, name]) => {
    const value = given[option as keyof typeof NAMES];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...env, ...Object.fromEntries(settings) };
}

function read(args: readonly string[]): { port?: string; host?: string } {
  try {
    return parseArgs({ args: [...args], options: { port: { type: 'string' }, host: { type: 'string' } } }).values;
  } catch (cause) {
    throw new DomainError(
      'unknown_argument',
      `npm start takes --port and --host alone, not "${args.join(' ')}"; other settings are environment variables (README).`,
      `npm start 只接受 --port 和 --host，看不懂“${args.join(' ')}”；其他设置用环境变量（见 README）。`,
      400,
      { cause },
    );
  }
}
