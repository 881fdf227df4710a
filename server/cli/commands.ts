/** Every command, in the order the help lists them. */
import type { Command } from 'commander';
import { batchesCommand } from './batches.ts';
import type { CommandContext } from './context.ts';
import { coverageCommand } from './coverage.ts';
import { demoCommand } from './demo.ts';
import { districtsCommand } from './districts.ts';
import { gapsCommand } from './gaps.ts';
import { importCommand } from './import.ts';
import { linkCommand } from './link.ts';
import { matchCommand } from './match.ts';
import { networkCommand } from './network.ts';
import { outfallsCommand } from './outfalls.ts';
import { profilesCommand } from './profiles.ts';
import { reportCommand } from './report.ts';
import { reviewCommand } from './review.ts';
import { riversCommand } from './rivers.ts';
import { scopesCommand } from './scopes.ts';
import { serveCommand } from './serve.ts';
import { shareCommand } from './share.ts';
import { targetsCommand } from './targets.ts';
import { tilesCommand } from './tiles.ts';
import { tokenCommand } from './token.ts';
import { undoCommand } from './undo.ts';
import { verifyCommand } from './verify.ts';

export const COMMANDS: ((context: CommandContext) => Command)[] = [
  serveCommand,
  demoCommand,
  importCommand,
  batchesCommand,
  profilesCommand,
  undoCommand,
  districtsCommand,
  riversCommand,
  outfallsCommand,
  networkCommand,
  matchCommand,
  linkCommand,
  reviewCommand,
  coverageCommand,
  gapsCommand,
  scopesCommand,
  targetsCommand,
  reportCommand,
  tilesCommand,
  verifyCommand,
  tokenCommand,
  shareCommand,
];
