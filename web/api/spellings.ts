/** Reads how a district's names are spelled in Latin letters. */
import { learnSpellings } from '../i18n/spellings.ts';
import type { Api } from './client.ts';
import { unlessRefused } from './questions.ts';

/** Names stay as the register has them for a link that may not read how they are spelled. */
export async function readSpellings(api: Api, district: string, signal?: AbortSignal): Promise<void> {
  learnSpellings((await unlessRefused(api.latinNames(district, signal))) ?? []);
}
