/** Folders of uploads in the system's folder for temporary files: named by their process, so that a dead one's can be told. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'outfall-atlas-upload-';

/** A new folder of this process; only its owner may read it. */
export function makeUploadFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
}

/**
 * Removes what a server that was killed left behind. Call it before the first upload: in a container every server has
 * the same process number, so a folder of this very number is an earlier server's then.
 * @returns the folders removed
 */
export async function discardLeftUploads(): Promise<number> {
  const found = await readdir(tmpdir());
  const left = found.filter((name) => name.startsWith(PREFIX) && !isOfAnother(name));
  // a folder of another user's server is none of ours to remove
  const removals = left.map((name) =>
    rm(join(tmpdir(), name), { recursive: true, force: true }).then(
      () => 1,
      () => 0,
    ),
  );
  return (await Promise.all(removals)).reduce((sum, one) => sum + one, 0);
}

function isOfAnother(name: string): boolean {
  const pid = Number(/^\d+/.exec(name.slice(PREFIX.length))?.[0] ?? Number.NaN);
  return pid !== process.pid && isRunning(pid);
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0); // sends nothing, asks only
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
