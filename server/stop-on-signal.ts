/** A clean stop: what is open is closed before the process ends. */

/** One press of Ctrl-C arrives several times: from the terminal, and again from npm and tsx, who pass it on. */
export const ONE_PRESS_MS = 1500;
const LONGEST_CLOSE_MS = 15_000;

/**
 * SIGINT, SIGTERM and uncaught errors close what is open, then end the process; a second press ends it at once.
 * Settles when everything is closed.
 */
export function stopOnSignal(close: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const stop = (exitCode: number) => {
      if (firstAt === undefined) {
        firstAt = performance.now();
        void finish(close, exitCode).then(resolve);
      } else if (performance.now() - firstAt > ONE_PRESS_MS) process.exit(exitCode || 1);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
    for (const event of ['uncaughtException', 'unhandledRejection'] as const)
      process.on(event, (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        stop(1);
      });
  });
}

async function finish(close: () => Promise<void>, exitCode: number): Promise<void> {
  const late = setTimeout(() => process.exit(1), LONGEST_CLOSE_MS);
  late.unref();
  process.exitCode = exitCode;
  await close().catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  });
  process.exit();
}
