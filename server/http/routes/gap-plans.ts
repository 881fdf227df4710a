/** A suggested day over the gaps near a place. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { dataVersion } from '../../report/data-version.ts';
import { dayPlan, parseStart } from '../../report/gaps/plan.ts';
import { planNotes, planReport } from '../../report/gaps/plan-report.ts';
import { reportNotes } from '../../report/notes.ts';
import { asKnown } from '../as-known.ts';
import { GapQuery } from '../gap-schemas.ts';
import { written } from '../patterns.ts';
import { CrewFormat, reportFile, rowsOrCrewFile } from '../report-file.ts';
import { DataVersion, Id, Mode, ModeAsked, Notes, nullable, problems } from '../schemas.ts';
import type { Services } from '../services.ts';
import { gapQuestion } from './gaps.ts';

const text = nullable(Type.String());

const Stop = Type.Object({
  order: Type.Integer(),
  number: Type.String({ description: 'Of the gap' }),
  river: text,
  river_id: Id,
  route: Id,
  mode: Mode,
  town: text,
  start_m: Type.Number({
    description: 'From the start of the route; above end_m where the crew goes against the measures',
  }),
  end_m: Type.Number(),
  length_m: Type.Number(),
  travel_m: Type.Integer({ description: 'Before it: the straight line times 1.3' }),
  at_min: Type.Number({ description: 'Minutes since setting out, when it begins' }),
});

const Totals = Type.Object({
  pieces: Type.Integer(),
  survey_km: Type.Number(),
  travel_km: Type.Number({ description: 'With the way back' }),
  hours: Type.Number(),
  left_pieces: Type.Integer({ description: 'Of those asked for, not in this day' }),
  left_km: Type.Number(),
  nearest_km: nullable(Type.Number({ description: 'Straight from the start to the nearest gap; null without one' })),
  shortest_min: nullable(
    Type.Number({ description: 'Minutes of the shortest day there is: there, one piece, and back; null without one' }),
  ),
});

const kmh = (description: string, maximum: number) => Type.Number({ exclusiveMinimum: 0, maximum, description });

const getPlan = {
  operationId: 'getGapPlan',
  tags: ['coverage'],
  summary: 'A suggested day: which gap pieces in which order, from a place and back; a suggestion, roads are not known',
  querystring: Type.Object({
    ...GapQuery,
    mode: Type.Optional(ModeAsked),
    start: Type.String({ ...written('place'), description: 'lon,lat' }),
    hours: Type.Number({ exclusiveMinimum: 0, maximum: 24, description: 'Travel and the way back included' }),
    speed_kmh: kmh('Of the survey', 60),
    travel_kmh: Type.Optional(kmh('Between pieces; 30 when left out', 130)),
    format: Type.Optional(CrewFormat),
  }),
  response: {
    200: rowsOrCrewFile(Type.Object({ items: Type.Array(Stop), totals: Totals, ...DataVersion, notes: Notes })),
    ...problems(400, 404, 409),
  },
};

export const gapPlanRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { db, districts }) => {
  app.get('/api/v1/gaps/plan', { schema: getPlan }, async ({ query }, reply) => {
    const snapshot = await asKnown(districts, query.district, query.known_at);
    const { start, hours, speed_kmh: surveyKmh, travel_kmh: travelKmh, format = 'json' } = query;
    const gaps = gapQuestion(snapshot, { ...query, mode: query.mode ?? 'above_water' });
    const asked = { ...gaps, start: parseStart(start), hours, surveyKmh, travelKmh };
    const plan = await dayPlan(db, snapshot, asked);
    if (format === 'json') {
      const said = planNotes(snapshot, asked, plan.totals);
      return { items: plan.rows, totals: plan.totals, ...dataVersion(snapshot.district), notes: said };
    }
    const notes = reportNotes(snapshot.district, asked.asOf);
    return reportFile(reply, planReport(snapshot, asked, plan, notes), format, 'gap-plan', snapshot.district);
  });
};
