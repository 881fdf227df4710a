/** What tracks cover, made again by the transaction that touched them or the network under them. */
import type { Executor } from '../../db/database.ts';
import { buildCoverIndex } from '../../engine/coverage/cover-index.ts';
import { CoverThreads } from '../cover/cover-threads.ts';
import { recomputeTracks, type TrackChoice } from '../cover/recompute.ts';
import type { District } from '../district.ts';
import type { Network } from './derive.ts';

/** Matches the chosen tracks to the routes as they stand. On this thread alone: an import waits for the database, not for this. */
export async function coverTracks(
  tx: Executor,
  district: District,
  { rulers, bodies }: Network,
  choice: TrackChoice,
  version: number,
): Promise<void> {
  const threads = await CoverThreads.start(0);
  threads.use(buildCoverIndex(rulers, bodies), { onePassWidthMm: district.onePassWidthMm });
  await recomputeTracks(tx, district.key, version, threads, rulers.routeId, choice);
}
