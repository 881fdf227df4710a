/** Every command, in the order the help lists them. Read when asked for: no command waits for what the others need. */
import type { Command } from 'commander';
import type { CommandContext } from './context.ts';

type Maker = (context: CommandContext) => Command;

const COMMANDS: Readonly<Record<string, () => Promise<Maker>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  import: async () => (await import('./import.ts')).importCommand,
  batches: async () => (await import('./batches.ts')).batchesCommand,
  profiles: async () => (await import('./profiles.ts')).profilesCommand,
  undo: async () => (await import('./undo.ts')).undoCommand,
  districts: async () => (await import('./districts.ts')).districtsCommand,
  rivers: async () => (await import('./rivers.ts')).riversCommand,
  outfalls: async () => (await import('./outfalls.ts')).outfallsCommand,
  network: async () => (await import('./network.ts')).networkCommand,
  trace: async () => (await import('./trace.ts')).traceCommand,
  match: async () => (await import('./match.ts')).matchCommand,
  link: async () => (await import('./link.ts')).linkCommand,
  review: async () => (await import('./review.ts')).reviewCommand,
  coverage: async () => (await import('./coverage.ts')).coverageCommand,
  gaps: async () => (await import('./gaps.ts')).gapsCommand,
  scopes: async () => (await import('./scopes.ts')).scopesCommand,
  targets: async () => (await import('./targets.ts')).targetsCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  tiles: async () => (await import('./tiles.ts')).tilesCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  token: async () => (await import('./token.ts')).tokenCommand,
  share: async () => (await import('./share.ts')).shareCommand,
};

/** The command of this name alone; all of them where there is none, to help or to say what there is. */
export function findCommands(name: string | undefined): Promise<Maker[]> {
  const isKnown = name !== undefined && Object.hasOwn(COMMANDS, name);
  return Promise.all(isKnown ? [COMMANDS[name]()] : Object.values(COMMANDS).map((load) => load()));
}
