/** The edge of the command line: terminal, signals and exit code around one command. */
import { askHolder } from './cli/ask-holder.ts';
import type { CommandContext } from './cli/context.ts';
import { explain, runCommand } from './cli/run.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/connect.ts';
import type { Database } from './db/database.ts';
import { interruptible } from './db/interruptible.ts';
import { ONE_PRESS_MS } from './stop-on-signal.ts';

const argv = process.argv.slice(2);
process.stdout.on('error', quietWhenNobodyReads);
const serves = argv[0] === 'serve'; // has its own signals and its own database
process.exitCode = serves ? await runHere(argv, new AbortController().signal) : await runInterruptibly(argv);

async function runInterruptibly(args: string[]): Promise<number> {
  const interrupt = new AbortController();
  let firstAt: number | undefined;
  const onSignal = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      terminal().err(
        '\n正在停止，不作任何更改；再按一次立即结束。\nStopping; nothing will be changed. Press again to end at once.\n',
      );
      interrupt.abort();
    } else if (performance.now() - firstAt > ONE_PRESS_MS) process.exit(130);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    const code = (await answerOfHolder(args, interrupt.signal)) ?? (await runHere(args, interrupt.signal));
    return interrupt.signal.aborted ? 130 : code;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function answerOfHolder(args: string[], signal: AbortSignal): Promise<number | undefined> {
  try {
    const config = readConfig();
    return config.databaseUrl ? undefined : await askHolder(config.dataDir, args, terminal(), signal);
  } catch (error) {
    return explain(error, terminal());
  }
}

async function runHere(args: string[], signal: AbortSignal): Promise<number> {
  let opened: Promise<Database> | undefined;
  const open = async () => {
    opened ??= openUpToDate();
    return interruptible(await opened, signal);
  };
  const code = await runCommand(args, { ...terminal(), open });
  await opened?.then(
    (database) => database.close(),
    () => {}, // the command has told why it did not open
  );
  return code;
}

/** Where no server runs nobody else derives from what was edited by hand. What cannot be derived from is told, and no reason not to answer. */
async function openUpToDate(): Promise<Database> {
  const database = await openDatabase(readConfig());
  const { catchUpAll } = await import('./district/derive/catch-up.ts'); // help and refusals do without
  await catchUpAll(database).catch((error) => explain(error, terminal()));
  return database;
}

function terminal(): Omit<CommandContext, 'open'> {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: Boolean(process.stderr.isTTY),
    cwd: process.cwd(),
  };
}

/** `atlas … | head` closes our stdout: that is an end, not a failure. */
function quietWhenNobodyReads(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}
