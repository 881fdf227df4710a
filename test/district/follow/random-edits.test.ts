/** Whatever is edited, a snapshot brought up to date by what was touched is the one that is read whole. */
import { describe, expect, it } from 'vitest';
import { readDistrict } from '../../../server/district/follow/follow.ts';
import { loadSnapshot } from '../../../server/district/snapshot.ts';
import { DomainError } from '../../../server/errors.ts';
import { seeded } from '../../engine/coverage/random.ts';
import { emptiedDatabase } from '../../support/emptied-database.ts';
import { KEY } from '../small-district.ts';
import { Editor } from './editor.ts';
import { EDITS } from './edits.ts';
import { loadSurrounded } from './surrounded.ts';

describe('following', async () => {
  const db = await emptiedDatabase(loadSurrounded);

  it.each([1, 2, 3])('random edits gives what reading everything gives (seed %i)', async (seed) => {
    const random = seeded(seed);
    const editor = new Editor(db, random);
    let held = await loadSnapshot(db, KEY);
    const read = new Set<string>();
    const refused: string[] = [];
    let done: string[] = [];
    for (const name of shuffled(Object.keys(EDITS), random)) {
      if (await isRefused(() => EDITS[name](editor))) refused.push(name);
      done.push(name);
      if (random() < 0.2) continue; // several edits are then followed at once
      const before = structuredClone(held);
      const next = await readDistrict(db, KEY, held);
      const after = `after ${done.join(', ')}`;
      expect(held, after).toStrictEqual(before);
      expect(next.isWhole, after).toBe(false);
      expect(next.snapshot, after).toStrictEqual(await loadSnapshot(db, KEY));
      for (const part of next.parts) read.add(part);
      [held, done] = [next.snapshot, []];
    }
    expect(read).toEqual(new Set(Object.keys(held).filter((name) => name !== 'district')));
    expect(refused.length, refused.join()).toBeLessThan(5);
  });
});

/** SQLSTATEs of constraints, which refuse what psql asks. */
const VIOLATED = /^23/;

/** A refusal is an answer too: then nothing changed. */
async function isRefused(edit: () => Promise<unknown>): Promise<boolean> {
  try {
    await edit();
    return false;
  } catch (error) {
    if (!(error instanceof DomainError) && !VIOLATED.test((error as { code?: string }).code ?? '')) throw error;
    return true;
  }
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
