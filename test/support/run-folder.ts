/** One folder takes what the tests of a run leave behind, and what the programs they start do: it goes with the run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-test-'));
  process.env.TMPDIR = folder; // the workers inherit it
  return () => rmSync(folder, { recursive: true, force: true });
}
