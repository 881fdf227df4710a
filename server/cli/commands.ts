/** Every command, in the order the help lists them. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';
import { coverageCommand } from './coverage.ts';
import { districtsCommand } from './districts.ts';
import { gapsCommand } from './gaps.ts';
import { linkCommand } from './link.ts';
import { riversCommand } from './rivers.ts';
import { serveCommand } from './serve.ts';
import { verifyCommand } from './verify.ts';

export const COMMANDS: ((context: CommandContext) => Command)[] = [
  serveCommand,
  districtsCommand,
  riversCommand,
  linkCommand,
  coverageCommand,
  gapsCommand,
  verifyCommand,
];
