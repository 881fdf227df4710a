/** Commands of other processes, run by the one that holds the embedded data folder and answered over loopback. */
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Database } from '../db/database.ts';
import type { Lock } from '../db/embedded/lock.ts';
import { interruptible } from '../db/interruptible.ts';
import type { CommandContext } from './context.ts';
import { runCommand } from './run.ts';

export interface HandedCommand {
  argv: string[];
  cwd: string;
  isTerminal: boolean;
}

/** One line of the answer, as JSON: text for stdout or stderr, and at the end the exit code. */
export type AnswerLine = { out: string } | { err: string } | { exit: number };

/** Listens on a loopback port of its own and writes it into the lock; nothing to do for PostgreSQL. */
export async function takeCommands(db: Database): Promise<{ close: () => Promise<void> } | undefined> {
  if (!('lock' in db)) return undefined;
  const lock = db.lock as Lock;
  const server = createServer((request, response) => {
    if (!isAllowed(request, lock.token)) response.writeHead(403).end();
    else void perform(db, request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lock.announce(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { close };
}

function isAllowed({ method, headers }: IncomingMessage, token: string): boolean {
  const given = Buffer.from(headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return method === 'POST' && given.length === wanted.length && timingSafeEqual(given, wanted);
}

/** A client that goes away interrupts its command: the next statement is refused and the transaction rolls back. */
async function perform(db: Database, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { argv, cwd, isTerminal }: HandedCommand = JSON.parse(await text(request));
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  const send = (line: AnswerLine) => response.write(`${JSON.stringify(line)}\n`);
  const database = interruptible(db, gone.signal);
  const context: CommandContext = {
    open: async () => database,
    out: (out) => void send({ out }),
    err: (err) => void send({ err }),
    isTerminal,
    cwd,
  };
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  send({ exit: await runCommand(argv, context) });
  response.end();
}
