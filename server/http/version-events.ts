/** What becomes of a district as server-sent events: a `version` at once, and one whenever this server answers by another; `ended` at last, where the reader may read no longer. */
import type { District } from '../district/district.ts';
import type { Districts } from '../district/districts.ts';
import { DomainError } from '../errors.ts';
import type { Admission } from './auth/share.ts';
import { problemOf } from './error-handler.ts';

const KEEP_ALIVE_MS = 15_000; // proxies close what is silent for a minute
const ASK_AGAIN_MS = 5000; // whether a share or token still holds: as long as one withdrawn may be read with elsewhere

/** Ends when its reader goes away, or may read no longer; what happened between two readings is told in one event. */
export async function* versionEvents(districts: Districts, key: string, admission?: Admission): AsyncGenerator<string> {
  let wake = () => {};
  const unfollow = districts.follow((district) => {
    if (district === key) wake();
  });
  try {
    for (let last = ''; ; ) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const leftMs = admission ? Math.min(ASK_AGAIN_MS, (await admission()) - Date.now()) : KEEP_ALIVE_MS;
      const now = frame((await districts.recent(key)).district);
      yield now === last ? ': still here\n\n' : now;
      last = now;
      await orAfter(changed, leftMs);
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    yield `event: ended\ndata: ${JSON.stringify(problemOf(error))}\n\n`;
  } finally {
    unfollow();
  }
}

/** `recomputing`: edits by hand wait to be derived from; links and coverage are of derived_version until then. */
function frame({ key, version, derivedVersion, recomputing }: District): string {
  const data = { district: key, version, derived_version: derivedVersion, recomputing };
  return `event: version\ndata: ${JSON.stringify(data)}\n\n`;
}

async function orAfter(changed: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
    timer.unref();
  });
  await Promise.race([changed, late]);
  clearTimeout(timer);
}
