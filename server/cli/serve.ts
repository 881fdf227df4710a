/** `atlas serve`: the HTTP service until a signal ends it. */
import { Command } from 'commander';
import { readConfig } from '../config.ts';
import type { CommandContext } from './context.ts';

export function serveCommand(context: CommandContext): Command {
  return new Command('serve')
    .description('serve the map, the API and the tiles at HOST and PORT (environment)')
    .action(async () => {
      const { serve } = await import('../main.ts'); // the whole of HTTP, which no other command waits for
      const say = (step: string, seconds: number) => context.err(`${step} (${seconds.toFixed(1)} s)\n`);
      const { address, stopped } = await serve({ config: readConfig(), say });
      context.err(`${address}/\n`);
      await stopped;
    });
}
