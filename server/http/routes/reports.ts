/** Answers for a bureau that are more than one list: rows with sums, or a file, or a printable page. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { drinkingWater } from '../../report/drinking-water/drinking-water.ts';
import { drinkingReport, MOST_MAPS, refuseMaps } from '../../report/drinking-water/report.ts';
import { pageOf } from '../page.ts';
import { FileFormat, reportFile, rowsOrFile } from '../report-file.ts';
import { DrinkingRow, LevelSum } from '../report-schemas.ts';
import { listing, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const getDrinkingWater = {
  operationId: 'getDrinkingWaterReport',
  tags: ['reports'],
  summary:
    'Outfalls in drinking-water protection areas by level with close-out by a day, the evidence of each and what was not checked; html is printable',
  querystring: Type.Object({
    ...Scope,
    as_of: Type.Optional(
      Type.String({ format: 'date', description: 'Zones valid on this local day; today when left out' }),
    ),
    closed_by: Type.Optional(
      Type.String({
        format: 'date',
        description: "Closed out up to and with it; the plan's own day when left out, else as_of",
      }),
    ),
    ban_in_quasi: Type.Optional(Type.Boolean({ description: 'Rules of the place ban outfalls in quasi areas too' })),
    maps: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: MOST_MAPS,
        description: 'Maps for the first so many outfalls on the html page; for each when left out',
      }),
    ),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(
      Type.Object({
        ...listing(DrinkingRow).properties,
        levels: Type.Array(LevelSum, {
          description: '1 + 2 = protection_area; all is the sum with quasi and other',
        }),
        missing: nullable(oneOf(['layer_not_loaded', 'none_valid'], { description: 'Why nothing was checked' })),
        as_of: Type.String(),
        closed_by: Type.String(),
      }),
    ),
    ...problems(400, 404, 409),
  },
};

export const reportRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  app.get('/api/v1/reports/drinking-water', { schema: getDrinkingWater }, async ({ query }, reply) => {
    const { as_of: asOf, closed_by: closedBy, ban_in_quasi: banInQuasi, maps, format = 'json' } = query;
    refuseMaps({ format, maps });
    const found = await drinkingWater(db, query.district, { asOf, closedBy, banInQuasi });
    if (format === 'json') {
      const page = pageOf(found.rows, found.district, query.limit ?? PAGE_SIZE, query.cursor);
      return { ...page, levels: found.levels, missing: found.missing, as_of: found.asOf, closed_by: found.closedBy };
    }
    const report = await drinkingReport(db, found, { format, maps });
    return reportFile(reply, report, format, 'drinking-water', found.district);
  });
};
