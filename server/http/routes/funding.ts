/** Who pays for a phase of the work: rows with sums, or a file. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { parseScope } from '../../report/facets/scope.ts';
import { fundingRows, partySums, sharedRows } from '../../report/funding/funding.ts';
import { fundingReport, toSettle } from '../../report/funding/report.ts';
import { reportNotes } from '../../report/notes.ts';
import { pageOf } from '../page.ts';
import { FileFormat, reportFile, rowsOrFile } from '../report-file.ts';
import {
  FundingPhase,
  Id,
  listing,
  Notes,
  nullable,
  PAGE_SIZE,
  Paging,
  problems,
  RiverScope,
  Scope,
} from '../schemas.ts';
import type { Services } from '../services.ts';

const FundingRow = Type.Object({
  party: Type.String({ description: "district, same_level, budget, unknown, or a town's key" }),
  town: Type.String({ description: 'The town that pays or is paid for: shared stretches are half each' }),
  town_name: Type.String(),
  level: Type.String(),
  length_km: Type.Number({ description: 'Drawn river km; rows add up to the whole' }),
  ledger_km: Type.Number({ description: 'Official lengths dealt over towns; never to be added to length_km' }),
  drawn_only_km: Type.Number({ description: 'Part of ledger_km of rivers without official length' }),
  shared_km: Type.Number({ description: 'Of length_km: halves of stretches that two towns share' }),
  settlement: nullable(Type.String({ description: 'Settled between budgets, in the words of the plan' })),
  clause: nullable(Type.String()),
  words: nullable(Type.String()),
});

const PartySum = Type.Object({
  party: Type.String(),
  length_km: Type.Number(),
  ledger_km: Type.Number(),
  settled_km: Type.Number({ description: 'Of length_km' }),
});

const SharedStretch = Type.Object({
  river: nullable(Type.String()),
  river_id: Id,
  route: Id,
  from_m: Type.Number(),
  to_m: Type.Number(),
  length_m: Type.Number(),
  town: Type.String(),
  town_before: Type.String(),
  half_m: Type.Number({ description: 'Paid by the town it lies in' }),
  half_before_m: Type.Number({ description: 'Paid by the town before' }),
});

const getFunding = {
  operationId: 'getFundingReport',
  tags: ['reports'],
  summary:
    'Who pays for a phase of the work: km per party, town and level, as the plan that holds in the district says',
  querystring: Type.Object({
    ...Scope,
    phase: FundingPhase,
    scope: Type.Optional(RiverScope),
    settled: Type.Optional(
      Type.Boolean({ description: 'Only what is settled between the budgets of town and district' }),
    ),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(
      Type.Object({
        ...listing(FundingRow).properties,
        parties: Type.Array(PartySum, { description: 'all is the sum' }),
        shared: Type.Array(SharedStretch, {
          description:
            'Stretches under 100 m that two towns share: of the whole district, whatever scope and settled say',
        }),
        notes: Notes,
      }),
    ),
    ...problems(400, 404, 409),
  },
};

export const fundingRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/reports/funding', { schema: getFunding }, async ({ query }, reply) => {
    const snapshot = await districts.get(query.district);
    const { phase, settled: settledOnly, format = 'json' } = query;
    const asked = { phase, settledOnly, scope: parseScope(query.scope) };
    const report = fundingReport(snapshot, asked, reportNotes(snapshot.district));
    if (format !== 'json') return reportFile(reply, report, format, `funding-${phase}`, snapshot.district);
    const all = fundingRows(snapshot, asked);
    const rows = settledOnly ? toSettle(all) : all;
    const page = pageOf(rows, snapshot.district, query.limit ?? PAGE_SIZE, query.cursor);
    return { ...page, parties: partySums(rows), shared: sharedRows(snapshot), notes: report.notes };
  });
};
