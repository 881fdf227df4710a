/** The district a request asks about, as it stands or as its register was known at a moment. */
import type { Districts } from '../district/districts.ts';
import { parseMoment } from '../district/known/moment.ts';
import type { Snapshot } from '../district/snapshot.ts';

export async function asKnown(districts: Districts, key?: string, knownAt?: string): Promise<Snapshot> {
  return knownAt === undefined ? districts.get(key) : districts.known(key, parseMoment(knownAt));
}
