/** One command line, run against a context: the same in its own process and inside the server. */
import { Command, CommanderError } from 'commander';
import { DomainError } from '../errors.ts';
import { findCommands } from './commands.ts';
import type { CommandContext } from './context.ts';
import { usageRefusal } from './usage-refusal.ts';

/** @returns the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCommand(argv: readonly string[], context: CommandContext): Promise<number> {
  try {
    const program = await buildProgram(argv[0], context);
    await program.parseAsync([...argv], { from: 'user' });
    return 0;
  } catch (error) {
    return explain(error, context);
  }
}

async function buildProgram(name: string | undefined, context: CommandContext): Promise<Command> {
  const program = new Command('atlas').description('the register of outfalls, its rivers and their surveys');
  for (const command of await findCommands(name)) program.addCommand(command(context));
  listenTo(program, context);
  return program;
}

/** Commander hands its settings down to commands it makes, not to commands it is given. */
function listenTo(command: Command, context: CommandContext): void {
  command.exitOverride();
  command.configureOutput({
    writeOut: (text) => context.out(text),
    writeErr: (text) => context.err(text),
    outputError: () => {}, // explain says it, in both languages
  });
  for (const each of command.commands) listenTo(each, context);
}

/** Tells a person on stderr why a command did not do what it was asked; the exit code. */
export function explain(error: unknown, context: Pick<CommandContext, 'err'>): number {
  if (error instanceof CommanderError) return explainUsage(error, context);
  if (error instanceof DomainError) {
    context.err(`${error.messageZh}\n${error.message} (${error.code})\n`);
    return 1;
  }
  context.err(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

function explainUsage(error: CommanderError, context: Pick<CommandContext, 'err'>): number {
  if (error.exitCode === 0) return 0;
  if (error.code !== 'commander.help') context.err(usageRefusal(error)); // else the help itself has been printed
  return 2;
}
