/** Before the database tests: the embedded template is built once, and one folder takes what the files leave behind. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadTemplate } from '../../server/db/embedded/template.ts';
import { testMode } from './database.ts';

export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'outfall-atlas-test-'));
  process.env.TEST_FOLDER = folder; // read by test/support/database.ts in the workers
  if (testMode === 'embedded') await loadTemplate();
  return () => rmSync(folder, { recursive: true, force: true });
}
