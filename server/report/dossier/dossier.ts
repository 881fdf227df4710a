/** One outfall's dossier (一口一档): its card, its history where that may be seen, and a small map, made into a page. */
import type { Database } from '../../db/database.ts';
import { type HistoryEntry, outfallHistory } from '../../register/outfall-history.ts';
import { today } from '../as-of.ts';
import { reportNotes } from '../notes.ts';
import { inOneRead } from '../one-version.ts';
import { type OutfallCard, outfallCard } from '../outfall-card.ts';
import { halfSide, readSites, type Site } from '../site-map/read-sites.ts';
import { flagNotes } from '../zone-flags/notes.ts';
import { dossierPage } from './dossier-page.ts';

export interface Dossier {
  card: OutfallCard;
  /** Null where it may not be seen: changes name their authors. */
  history: HistoryEntry[] | null;
  /** Undefined where nobody located it. */
  site: Site | undefined;
  district: { name: string; version: number; synthetic: boolean };
  /** Zones are those valid on this day. */
  asOf: string;
  notes: string[];
}

/** The page. `reveal` adds what is not public. @throws DomainError `outfall_unknown` (404), `district_unknown`. */
export async function dossierHtml(
  db: Database,
  key: string | undefined,
  id: number,
  { reveal, notes = [] }: { reveal: boolean; notes?: readonly string[] },
): Promise<string> {
  const dossier = await inOneRead(db, key, async (tx, district): Promise<Dossier> => {
    const asOf = today(district);
    const card = await outfallCard(tx, district.key, id, { reveal });
    const history = reveal ? await outfallHistory(tx, district.key, id) : null;
    const site = await siteOf(tx, district.key, card, asOf);
    const said = [
      ...(await flagNotes(tx, district.key, { flag: 'zones', missing: [], asOf })),
      ...reportNotes(district, asOf),
      ...notes,
    ];
    return { card, history, site, district, asOf, notes: said };
  });
  return dossierPage(dossier);
}

/** Wide enough for the boundary of every zone it touches and for its mouth. */
async function siteOf(tx: Parameters<typeof readSites>[0], district: string, card: OutfallCard, asOf: string) {
  const touched = card.flags.filter(({ state }) => state === 'touches').map(({ zone }) => zone?.distance_m ?? null);
  const halfM = halfSide(...touched, card.link?.offset_m ?? null);
  return (await readSites(tx, district, [{ id: card.id, halfM }], { flag: 'zones', asOf })).get(card.id);
}
