/** Pure tests run once; database tests run on whichever database the environment names (test/support/database.ts). */
import { defineConfig } from 'vitest/config';

const embedded = !process.env.TEST_DATABASE_URL || process.env.TEST_DATABASE === 'embedded';

const DATABASE = ['test/{db,import,district,register,report,oracle,http,cli,real}/**/*.test.ts'];

/**
 * Readers, coordinate systems, refusals and manners of HTTP ask the same of both databases, so one of the two runs is
 * enough; each statement they send is run on the embedded one by the tests of reports, register, district or oracle.
 */
const SAME_ON_BOTH = [
  'test/http/{openapi,public-output,manners,ogc,imports-hostile,auth,batches,imports-control,merged}.test.ts',
  'test/http/{outfall-flags,outfalls,profiles,surroundings,tiles,upload-folder}.test.ts',
  'test/import/{formats-*,crs*,cells,csv-quotes,pgcopy,prints,feature-shape,refusals,dirt,layers-dirt}.test.ts',
  'test/import/{unpivot,no-rows,table-coordinates,shapefile-*}.test.ts',
  'test/{register/match,report/render,report/gap-plans,district/known-at}.test.ts',
  'test/real/formats.test.ts',
  'test/cli/tiles.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/{engine,tiles,demo,web,rules}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: DATABASE,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // what only one of the two databases has is not a skipped test of the other
          exclude: embedded ? ['test/db/postgres/**', ...SAME_ON_BOTH] : ['test/db/embedded/**'],
          globalSetup: 'test/support/prepare.ts',
          maxWorkers: embedded ? 2 : 4,
          pool: 'forks',
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 1,
          pool: 'forks',
        },
      },
    ],
  },
});
