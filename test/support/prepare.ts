/** Around the database tests: the embedded template is built once; filled templates go with the run. */
import { loadTemplate } from '../../server/db/embedded/template.ts';
import { testMode } from './database.ts';
import { dropFilled } from './postgres.ts';

export async function setup(): Promise<() => Promise<void>> {
  if (testMode === 'embedded') await loadTemplate();
  return async () => {
    if (testMode === 'postgres') await dropFilled();
  };
}
