/** `npm start` with words after it: taken, or refused before anything is built or opened. */
import { expect, it } from 'vitest';
import { startSettings } from '../scripts/start-settings.ts';
import { readConfig } from '../server/config.ts';
import { finish, startProgram } from './support/program.ts';

it.each([
  [['--port', '8790'], 8790, '10.0.0.1'],
  [['--port=8790', '--host', '0.0.0.0'], 8790, '0.0.0.0'],
  [[], 8123, '10.0.0.1'],
])('%j comes before what the environment says', (args, port, host) => {
  const config = readConfig(startSettings(args, { PORT: '8123', HOST: '10.0.0.1' }));
  expect([config.port, config.host]).toEqual([port, host]);
});

it.each([
  [['--prot', '8790'], '--prot 8790'],
  [['8790'], '8790'],
  [['--port'], '--port'],
  [['--port', 'http'], 'http'],
])('%j is refused in words, in both languages', async (args, said) => {
  const { code, out, err } = await finish(startProgram('scripts/start.ts', args, { DATA_DIR: '/nonexistent/data' }));
  expect([code, out]).toEqual([1, '']);
  expect(err.split('\n')[0]).toContain(said);
  expect(err).toMatch(/\p{Script=Han}/u);
});
