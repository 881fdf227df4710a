/** `atlas network`: what the sewers say against the register. */
import { Command } from 'commander';
import { NETWORK_LISTS, parseList } from '../report/surroundings/lists.ts';
import { withAnswerOptions } from './answer.ts';
import type { CommandContext } from './context.ts';
import { type AroundOptions, parseMetres, printAround } from './outfalls-around.ts';

export function networkCommand(context: CommandContext): Command {
  return withAnswerOptions(new Command('network'))
    .description('lists of the sewer network')
    .option('--list <name>', `${NETWORK_LISTS.join(', ')}`, NETWORK_LISTS[0])
    .option('--within <metres>', 'an outfall so near to the end belongs to it (5)', parseMetres)
    .option('--bank <metres>', 'an end so near to the water is at a bank (20)', parseMetres)
    .action((options: AroundOptions) => printAround(context, parseList(options.list!, NETWORK_LISTS), options));
}
