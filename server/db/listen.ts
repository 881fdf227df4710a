/** Waits for NOTIFY on a connection of its own; a lost one is opened again. */
import pg from 'pg';

/** At first, doubled each time up to a minute: replicas refuse to listen, and polling does without. */
const RETRY_MS = 1000;
const MOST_MS = 60_000;

/**
 * @param wake  called for each message, and once more whenever a connection was opened anew, for what was missed.
 * @returns ends it
 */
export function listenTo(url: string, channel: string, wake: () => void): () => Promise<void> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wait = RETRY_MS;
  let ended = false;

  void open();
  return async () => {
    ended = true;
    clearTimeout(timer);
    await client?.end().catch(() => {}); // it may be lost already
  };

  async function open(): Promise<void> {
    const opening = new pg.Client({ connectionString: url, application_name: 'outfall-atlas listening' });
    client = opening;
    opening.on('notification', wake);
    opening.on('error', () => {}); // an end follows
    opening.on('end', again);
    try {
      await opening.connect();
      await opening.query(`listen ${pg.escapeIdentifier(channel)}`);
      wait = RETRY_MS;
      wake();
    } catch {
      await opening.end().catch(() => {}); // again() tries
    }
  }

  function again(): void {
    if (ended) return;
    clearTimeout(timer);
    timer = setTimeout(() => void open(), wait);
    timer.unref();
    wait = Math.min(MOST_MS, 2 * wait);
  }
}
