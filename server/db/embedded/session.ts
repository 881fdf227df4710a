/**
 * The embedded database's one session, and the guard around it: a statement whose answer is not complete is refused
 * and the thread replaced, so that what it left behind can never commit (docs: DECISIONS.md, "Embedded guard").
 */
import pg from 'pg';
import { serialize } from 'pg-protocol';
import { Parser } from 'pg-protocol/dist/parser.js';
import { SESSION } from '../database.ts';
import { parserOf } from '../values.ts';
import type { Thread } from './thread.ts';

interface Message {
  name: string;
  length: number;
}
interface Fields extends Message {
  fields: { name: string; dataTypeID: number }[];
}
interface DataRow extends Message {
  fields: (string | null)[];
}

/** What node-postgres does to parameters, so that both modes take the same values. */
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => string | Buffer | null } })
  .utils;

/** The statement did not come back complete; its transaction is lost and the thread must be replaced. */
export class StatementLost extends Error {
  constructor(text: string, options?: ErrorOptions) {
    super(
      `The embedded database lost a statement (an error inside its geometry library?) and rolled it back: ${text.slice(0, 300)}`,
      options,
    );
    this.name = 'StatementLost';
  }
}

export interface Answer {
  rows: Record<string, unknown>[];
  /** Rows written, as the server says. */
  count: number;
  /** What COPY … to '/dev/blob' wrote. */
  blob: Uint8Array | undefined;
}

export class Session {
  readonly #thread: Thread;

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  /** Settings, then the health probe. */
  async begin(): Promise<void> {
    await this.script(
      Object.entries(SESSION)
        .map(([name, value]) => `set ${name} = '${value}';`)
        .join(' '),
    );
    const { rows } = await this.statement('select 42 as probe', []);
    if (rows[0]?.probe !== 42) throw new StatementLost('select 42');
  }

  /** One statement. Sync, which commits, is sent only after a complete answer or an error of the server's own. */
  async statement(text: string, parameters: readonly unknown[], blob?: Uint8Array<ArrayBuffer>): Promise<Answer> {
    const message = Buffer.concat([
      serialize.parse({ text }),
      serialize.bind({ values: [...parameters], valueMapper: prepareValue as never }),
      serialize.describe({ type: 'P' }),
      serialize.execute({}),
    ]);
    const reply = await this.#ask(text, message, blob);
    const failure = reply.messages.find((each) => each instanceof Error);
    const complete = reply.messages.find(({ name }) => name === 'commandComplete') as { text: string } & Message;
    if (!failure && !complete) throw new StatementLost(text);
    await this.#ask(text, serialize.sync());
    if (failure) throw failure;
    return { rows: readRows(reply.messages), count: Number(/\d+$/.exec(complete.text)?.[0] ?? 0), blob: reply.blob };
  }

  /** A script of several statements. */
  async script(text: string): Promise<void> {
    const { messages } = await this.#ask(text, serialize.query(text));
    if (messages.at(-1)?.name !== 'readyForQuery') throw new StatementLost(text);
    const failure = messages.find((each) => each instanceof Error);
    if (failure) throw failure;
  }

  async #ask(text: string, message: Uint8Array, blob?: Uint8Array<ArrayBuffer>) {
    const reply = await this.#thread.ask({ kind: 'protocol', message, blob }).catch((cause) => {
      throw new StatementLost(text, { cause });
    });
    if (reply.broken) throw new StatementLost(text);
    const messages: (Message | (Error & Message))[] = [];
    if (reply.data.length > 0)
      new Parser().parse(Buffer.from(reply.data.buffer), (each) => messages.push(each as Message));
    if (messages.some(isFatal)) throw new StatementLost(text);
    return { messages, blob: reply.blob };
  }
}

function isFatal(message: object): boolean {
  return 'severity' in message && /^(FATAL|PANIC)$/.test(String(message.severity));
}

function readRows(messages: Message[]): Record<string, unknown>[] {
  const description = messages.find(({ name }) => name === 'rowDescription') as Fields | undefined;
  if (!description) return [];
  const columns = description.fields.map(({ name, dataTypeID }) => ({ name, parse: parserOf(dataTypeID) }));
  const rows: Record<string, unknown>[] = [];
  for (const message of messages) {
    if (message.name !== 'dataRow') continue;
    const values = (message as DataRow).fields;
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, parse }, i) => {
      const text = values[i];
      row[name] = text === null ? null : parse(text);
    });
    rows.push(row);
  }
  return rows;
}
