/** Before the database tests: the embedded template is built once. */
import { loadTemplate } from '../../server/db/embedded/template.ts';
import { testMode } from './database.ts';

export async function setup(): Promise<void> {
  if (testMode === 'embedded') await loadTemplate();
}
