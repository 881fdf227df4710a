/** Lists that follow from what lies around outfalls, and outfalls per department. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { getDistrict } from '../../district/district.ts';
import { departmentReport, departmentRows } from '../../report/bodies/departments.ts';
import { reportNotes } from '../../report/notes.ts';
import { inOneRead } from '../../report/one-version.ts';
import { listReport } from '../../report/surroundings/columns.ts';
import { type AroundList, aroundList, NETWORK_LISTS, OUTFALL_LISTS } from '../../report/surroundings/lists.ts';
import { pageOf } from '../page.ts';
import { FileFormat, reportFile, rowsOrFile } from '../report-file.ts';
import { Id, listing, nullable, oneOf, PAGE_SIZE, Paging, problems, Scope } from '../schemas.ts';
import type { Services } from '../services.ts';

const text = nullable(Type.String());
const metres = nullable(Type.Number());
const place = { lon: metres, lat: metres };

const OutfallRow = Type.Object({
  id: Id,
  code: text,
  name: text,
  type: text,
  subtype: text,
  town: text,
  state: oneOf(['inside', 'edge', 'without_pipe', 'not_checked']),
  reason: nullable(Type.String({ description: 'no_position' })),
  kind: Type.Optional(nullable(Type.String({ description: 'The subtype that the register’s word means' }))),
  service_area: Type.Optional(text),
  plant: Type.Optional(text),
  pipe: nullable(
    Type.String({ description: 'To connect to: sanitary or combined; of without_pipe the nearest of any kind' }),
  ),
  pipe_kind: text,
  length_m: Type.Optional(nullable(Type.Number({ description: 'Straight line to the pipe' }))),
  distance_m: Type.Optional(nullable(Type.Number({ description: 'Straight line to the nearest pipe' }))),
  bank: Type.Optional(nullable(oneOf(['same_bank', 'across']))),
  crosses: Type.Optional(nullable(Type.String({ description: 'Waters the straight line crosses' }))),
  ...place,
});

const PipeEnd = Type.Object({
  id: Id,
  pipe: text,
  pipe_kind: text,
  to_node: text,
  names: nullable(Type.String({ description: 'The outfall as the pipe names it; it means none of the register' })),
  water: text,
  water_m: metres,
  nearest_outfall: nullable(Id),
  outfall_m: metres,
  ...place,
});

const Missing = Type.Array(Type.String(), { description: 'Layers not loaded: an empty list does not mean none' });
const Metres = (description: string) => Type.Optional(Type.Number({ minimum: 0, maximum: 10_000, description }));

const getLists = {
  operationId: 'getOutfallList',
  tags: ['outfalls'],
  summary: 'Scattered sewage and what else is to be connected inside sewer service areas; outfalls without a pipe',
  querystring: Type.Object({
    ...Scope,
    list: oneOf(OUTFALL_LISTS),
    within: Metres('Metres: of a connection on the same bank (500), or of a pipe’s end (5)'),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(Type.Object({ ...listing(OutfallRow).properties, missing: Missing })),
    ...problems(400, 404, 409),
  },
};

const getNetworkLists = {
  operationId: 'getNetworkList',
  tags: ['sewers'],
  summary: 'Ends of sewer pipes at the water where no outfall is registered',
  querystring: Type.Object({
    ...Scope,
    list: Type.Optional(oneOf(NETWORK_LISTS)),
    within: Metres('An outfall so near to the end belongs to it (5)'),
    bank: Metres('An end so near to the water is at a bank (20)'),
    format: Type.Optional(FileFormat),
    ...Paging,
  }),
  response: {
    200: rowsOrFile(Type.Object({ ...listing(PipeEnd).properties, missing: Missing })),
    ...problems(400, 404, 409),
  },
};

const Department = Type.Object({
  department: Type.String(),
  department_en: Type.String(),
  roles: Type.String({ description: 'lead, supervise, guide, assist' }),
  clauses: Type.String(),
  town: text,
  outfalls: Type.Integer({ description: 'Once per department; departments do not add up to the district' }),
  uncertain: Type.Integer({ description: 'Of these: the plan’s condition hangs on a fact that is not known' }),
  suspect: Type.Integer(),
  confirmed: Type.Integer(),
  traced: Type.Integer(),
  undeterminable: Type.Integer(),
  not_started: Type.Integer(),
  in_work: Type.Integer(),
  done: Type.Integer(),
  closed_out: Type.Integer(),
});

const getDepartments = {
  operationId: 'getOutfallsByDepartment',
  tags: ['outfalls'],
  summary: 'Outfalls per department and town with status counts, by the plan that holds in the district',
  querystring: Type.Object({ ...Scope, format: Type.Optional(FileFormat), ...Paging }),
  response: {
    200: rowsOrFile(
      Type.Object({
        ...listing(Department).properties,
        pack: nullable(Type.String({ description: 'The plan; null: none is known here, and nothing is said' })),
      }),
    ),
    ...problems(400, 404, 409),
  },
};

export const surroundingRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db }) => {
  const found = async (key: string | undefined, question: { list: AroundList; within?: number; bank?: number }) => {
    const answer = await aroundList(db, await getDistrict(db, key), question);
    const report = () => {
      const made = listReport(question, answer);
      return { ...made, notes: [...made.notes, ...reportNotes(answer.district)] };
    };
    return { ...answer, report };
  };
  type Query = { district?: string; within?: number; bank?: number; format?: string; limit?: number; cursor?: string };
  const rowsOf = async (list: AroundList, { district: key, within, bank, limit, cursor }: Query) => {
    const { rows, missing, district } = await found(key, { list, within, bank });
    // biome-ignore lint/suspicious/noExplicitAny: rows are checked against the schema when they are written
    return { ...pageOf(rows as any[], district, limit ?? PAGE_SIZE, cursor), missing };
  };

  app.get('/api/v1/outfalls/lists', { schema: getLists }, async ({ query }, reply) => {
    if (query.format === undefined || query.format === 'json') return rowsOf(query.list, query);
    const { report, district } = await found(query.district, query);
    return reportFile(reply, report(), query.format, `outfalls-${query.list}`, district);
  });

  app.get('/api/v1/network/lists', { schema: getNetworkLists }, async ({ query }, reply) => {
    const list = query.list ?? NETWORK_LISTS[0];
    if (query.format === undefined || query.format === 'json') return rowsOf(list, query);
    const { report, district } = await found(query.district, { ...query, list });
    return reportFile(reply, report(), query.format, list, district);
  });

  app.get('/api/v1/outfalls/departments', { schema: getDepartments }, async ({ query }, reply) => {
    const { format = 'json' } = query;
    return inOneRead(db, query.district, async (tx, district) => {
      if (format === 'json') {
        const { rows, pack } = await departmentRows(tx, district);
        return { ...pageOf(rows, district, query.limit ?? PAGE_SIZE, query.cursor), pack };
      }
      const report = await departmentReport(tx, district);
      const notes = [...report.notes, ...reportNotes(district)];
      return reportFile(reply, { ...report, notes }, format, 'outfalls-by-department', district);
    });
  });
};
