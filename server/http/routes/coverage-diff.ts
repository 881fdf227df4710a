/** What changed between two days, or between two states of the register: sums, or stretch by stretch. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { Districts } from '../../district/districts.ts';
import { STATES } from '../../engine/coverage/states.ts';
import { lastDay } from '../../report/as-of.ts';
import { CHANGES } from '../../report/diff/changes.ts';
import {
  DIFF_GROUPS,
  DIFF_SUMS,
  type DiffQuery,
  type DiffRow,
  diffRanges,
  diffRows,
  laterOf,
} from '../../report/diff/coverage-diff.ts';
import { diffReport } from '../../report/diff/report.ts';
import { reportNotes } from '../../report/notes.ts';
import { asKnown } from '../as-known.ts';
import { pageOf } from '../page.ts';
import { FileFormat, reportFile, rowsOrFile } from '../report-file.ts';
import { AsOf, Id, KnownAt, listing, Mode, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const kilometres = Object.fromEntries(DIFF_SUMS.map((name) => [`${name}_km`, Type.Number()])) as Record<
  Exclude<keyof DiffRow, 'key' | 'name' | 'mode'>,
  ReturnType<typeof Type.Number>
>;

const Row = Type.Object(
  { key: Type.String(), name: nullable(Type.String()), mode: Mode, ...kilometres },
  {
    description:
      'km, six decimals. Of redrawn rivers (the same river, other lines): redrawn_from and redrawn_to are the lines, redrawn_gap, _bridged, _once and _repeated what each state has more (or less) on them, together redrawn_to - redrawn_from. to_length = from_length + added - removed + redrawn_to - redrawn_from; to_covered = from_covered + newly_covered - lost + added_covered - removed_covered + redrawn_bridged + redrawn_once + redrawn_repeated; to_duplicate = from_duplicate + newly_repeated - no_longer_repeated + redrawn_repeated',
  },
);

const State = nullable(oneOf(STATES, { description: 'Null: the river, or this line of it, was not there' }));

const Range = Type.Object({
  river: nullable(Type.String()),
  river_id: Id,
  route: Type.Integer({ description: 'Above 10^9: a route that is drawn no more' }),
  mode: Mode,
  town: nullable(Type.String()),
  change: oneOf(CHANGES, { description: 'redrawn_from and redrawn_to: old and new lines of a redrawn river' }),
  from_state: State,
  to_state: State,
  from_m: Type.Number({ description: 'From the start of the route' }),
  to_m: Type.Number(),
  length_m: Type.Number(),
});

const Both = {
  ...Scope,
  from: Type.Optional(AsOf),
  to: Type.Optional(AsOf),
  known_from: Type.Optional(KnownAt),
  known_to: Type.Optional(KnownAt),
  mode: Type.Optional(Mode),
};
const Group = oneOf(DIFF_GROUPS, { description: 'What a row stands for; rivers, and towns with outside, add up' });

const getDiff = {
  operationId: 'getCoverageDiff',
  tags: ['coverage'],
  summary:
    'What was newly covered, newly repeated or lost between two days or two states of the register; sums, which have no lines: those are with the ranges',
  querystring: Type.Object({
    ...Both,
    group: Type.Optional(Group),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: { 200: rowsOrFile(listing(Row)), ...problems(400, 404, 409) },
};

const getDiffRanges = {
  operationId: 'getCoverageDiffRanges',
  tags: ['coverage'],
  summary: 'Every stretch of river whose state changed, page by page or all of them as a file',
  querystring: Type.Object({ ...Both, format: Type.Optional(FileFormat), ...Paging }),
  response: { 200: rowsOrFile(listing(Range)), ...problems(400, 404, 409) },
};

interface Asked {
  district?: string;
  from?: string;
  to?: string;
  known_from?: string;
  known_to?: string;
  mode?: DiffQuery['mode'];
}

export const coverageDiffRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { districts }) => {
  app.get('/api/v1/coverage/diff', { schema: getDiff }, async ({ query }, reply) => {
    const ledgers = await bothLedgers(districts, query);
    const { group = 'district', format = 'json' } = query;
    if (format !== 'json') {
      const report = diffReport(ledgers, { group, notes: notesOf(ledgers, query) });
      return reportFile(reply, report, format, 'coverage-diff', laterOf(ledgers));
    }
    return pageOf(diffRows(ledgers, group), laterOf(ledgers), query.limit ?? PAGE_SIZE, query.cursor);
  });

  app.get('/api/v1/coverage/diff/ranges', { schema: getDiffRanges }, async ({ query }, reply) => {
    const ledgers = await bothLedgers(districts, query);
    if (query.format && query.format !== 'json') {
      const report = diffReport(ledgers, { group: 'town', ranges: true, notes: notesOf(ledgers, query) });
      return reportFile(reply, report, query.format, 'coverage-diff', laterOf(ledgers));
    }
    return pageOf(diffRanges(ledgers), laterOf(ledgers), query.limit ?? PAGE_SIZE, query.cursor);
  });
};

async function bothLedgers(districts: Districts, asked: Asked): Promise<DiffQuery> {
  const days = [lastDay(asked.from), lastDay(asked.to)];
  const before = await asKnown(districts, asked.district, asked.known_from);
  const isOne = asked.known_from === asked.known_to; // then of one version, whatever is committed meanwhile
  const after = isOne ? before : await asKnown(districts, asked.district, asked.known_to);
  return {
    from: { snapshot: before, lastDay: days[0] },
    to: { snapshot: after, lastDay: days[1] },
    mode: asked.mode,
  };
}

function notesOf({ from, to }: DiffQuery, asked: Asked): string[] {
  return [
    ...reportNotes(from.snapshot.district, asked.from).map((note) => `前 before: ${note}`),
    ...reportNotes(to.snapshot.district, asked.to).map((note) => `后 after: ${note}`),
  ];
}
