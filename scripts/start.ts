/** `npm start`: the edge of build-and-serve.ts. */
import { readConfig } from '../server/config.ts';
import { DomainError } from '../server/errors.ts';
import { startSettings } from './start-settings.ts';

try {
  const config = readConfig(startSettings(process.argv.slice(2), process.env));
  const { buildAndServe } = await import('./build-and-serve.ts'); // a refusal does not wait for the server's modules
  await buildAndServe(config);
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.message}\n${error.messageZh} (${error.code})\n`);
  process.exit(1); // the server may be half open
}
