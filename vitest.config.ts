/** Pure tests run once; database tests run on whichever database the environment names (test/support/database.ts). */
import { defineConfig } from 'vitest/config';

const embedded = !process.env.TEST_DATABASE_URL || process.env.TEST_DATABASE === 'embedded';

const DATABASE = ['test/{db,import,district,register,report,oracle,http,cli,real}/**/*.test.ts'];

/**
 * What another database could do otherwise: connections and locks, every SQL function, imports by COPY, undo and reviews,
 * every report. Readers, refusals and manners of HTTP ask the same of both, so the run on PostGIS is enough for them.
 */
const ON_EMBEDDED = [
  'test/db/**/*.test.ts',
  'test/oracle/!(verify).test.ts',
  'test/district/{bad-tracks,incremental,latin-names,redrawn,redrawn-tracks}.test.ts',
  'test/district/follow/random-edits.test.ts',
  'test/register/{review,review-plan,river-sets,undo}.test.ts',
  'test/report/{drinking-water,facets,gap-access,gaps,hedges,outfall-enterprises,rejected-conduits,surroundings,targets,zone-flags}.test.ts',
  'test/import/{import-file,pieces,zones-dirt}.test.ts',
  'test/http/{figures,imports}.test.ts',
  'test/cli/{demo,import,outfalls,token}.test.ts',
  'test/real/{import,routes,towns,zones}.test.ts',
];

/** The tasks of a day, once over; the other pages' tests need PostgreSQL beside the server. */
const DAY_ON_EMBEDDED = 'test/browser/embedded-day.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          isolate: false, // no test changes a module, and loading them all anew for each file is a quarter of the time
          include: ['test/{engine,tiles,demo,web,rules}/**/*.test.ts', 'test/*.test.ts'],
          globalSetup: 'test/support/run-folder.ts',
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          isolate: false, // as above
          include: embedded ? ON_EMBEDDED : DATABASE,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // what only one of the two databases has is not a skipped test of the other
          exclude: [embedded ? 'test/db/postgres/**' : 'test/db/embedded/**'],
          globalSetup: ['test/support/run-folder.ts', 'test/support/prepare.ts'],
          maxWorkers: embedded ? 2 : 4,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'browser',
          include: embedded ? [DAY_ON_EMBEDDED] : ['test/browser/**/*.test.ts'],
          exclude: embedded ? [] : [DAY_ON_EMBEDDED],
          globalSetup: ['test/support/run-folder.ts', 'test/support/prepare.ts'],
          expect: { poll: { timeout: 20_000 } }, // a busy machine draws slowly
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          pool: 'forks',
        },
      },
    ],
  },
});
