/** Programs of the repository as processes of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Finished {
  code: number | null;
  out: string;
  err: string;
}

/** Starts a TypeScript file with node itself, so that a signal reaches it and not a wrapper. */
export function startProgram(file: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export async function finish(child: ChildProcess): Promise<Finished> {
  const texts = { out: '', err: '' };
  child.stdout!.setEncoding('utf8').on('data', (text) => {
    texts.out += text;
  });
  child.stderr!.setEncoding('utf8').on('data', (text) => {
    texts.err += text;
  });
  const [code] = await once(child, 'close');
  return { code, ...texts };
}

/** The command line, run to its end. */
export function atlas(args: string[], env: Record<string, string>): Promise<Finished> {
  return finish(startProgram('server/cli.ts', args, env));
}

/** Waits for a line of stdout or stderr that matches. @throws when the program ends first. */
export function lineOf(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    for (const stream of [child.stdout!, child.stderr!])
      createInterface({ input: stream }).on('line', (line) => {
        seen += `${line}\n`;
        if (pattern.test(line)) resolve(line);
      });
    child.once('exit', (code, signal) => reject(new Error(`The program ended (${code ?? signal}):\n${seen}`)));
  });
}
