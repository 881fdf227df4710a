import type { Database } from './database.ts';

export async function openEmbedded(_dataDir: string): Promise<Database> {
  throw new Error('not yet');
}
