/** A day on which some surveys count and others do not. */
import type { Subject } from './checks.ts';

export async function middleDay({ db, district }: Subject): Promise<string | undefined> {
  const [row] = await db.query<{ day: string | null }>(
    `select percentile_disc(0.5) within group (order by day) as day from register.surveyed_range where district = $1`,
    [district],
  );
  return row.day ?? undefined;
}
