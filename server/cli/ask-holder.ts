/** The other end of hand-over.ts: gives a command line to the process that holds the data folder. */
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { type Holder, holderOf, inUse } from '../db/embedded/lock.ts';
import type { CommandContext } from './context.ts';
import type { AnswerLine, HandedCommand } from './hand-over.ts';

/** A holder that takes no commands is another command at work; longer than this and the person is told. */
const PATIENCE_MS = 60_000;

/** A holder that is well begins its answer at once; the answer itself may take as long as it takes. */
const FIRST_BYTE_MS = 10_000;

/**
 * The exit code of the holder's answer; undefined when nobody holds the folder (any more) and the command is ours.
 * @throws {DomainError} data_folder_in_use when the holder does not answer.
 */
export async function askHolder(
  dataDir: string,
  argv: string[],
  context: Omit<CommandContext, 'open'>,
  signal: AbortSignal,
): Promise<number | undefined> {
  const holder = await holderTakingCommands(dataDir, context, signal);
  if (!holder) return undefined;
  const command: HandedCommand = { argv, cwd: context.cwd, isTerminal: context.isTerminal };
  try {
    return await send(holder, command, context, signal);
  } catch (cause) {
    if (signal.aborted) return 130;
    if (!holderOf(dataDir)) return undefined; // it stopped while we asked
    throw Object.assign(inUse(dataDir, holder), { cause });
  }
}

async function holderTakingCommands(
  dataDir: string,
  context: Omit<CommandContext, 'open'>,
  signal: AbortSignal,
): Promise<Holder | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let round = 0; ; round++) {
    const holder = holderOf(dataDir);
    if (!holder || holder.address || signal.aborted) return holder;
    if (Date.now() > deadline) throw inUse(dataDir, holder);
    if (round === 5) context.err(`Waiting for process ${holder.pid}, which is using ${dataDir} …\n`);
    await setTimeout(200);
  }
}

function send(
  { address, token }: Holder,
  command: HandedCommand,
  context: Omit<CommandContext, 'open'>,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const asked = request(`${address}/command`, { method: 'POST', headers, signal }, (response) => {
      asked.setTimeout(0);
      if (response.statusCode !== 200) return reject(new Error(`The holder answers ${response.statusCode}.`));
      let exit: number | undefined;
      const lines = createInterface({ input: response });
      lines.on('line', (line) => {
        const answer: AnswerLine = JSON.parse(line);
        if ('out' in answer) context.out(answer.out);
        else if ('err' in answer) context.err(answer.err);
        else exit = answer.exit;
      });
      response.on('error', reject);
      lines.on('close', () => (exit === undefined ? reject(new Error('The holder stopped half way.')) : resolve(exit)));
    });
    asked.on('error', reject);
    asked.setTimeout(FIRST_BYTE_MS, () => asked.destroy(new Error('The holder does not answer.')));
    asked.end(JSON.stringify(command));
  });
}
