/** Schemas of the outfall resource. */
import { Type } from 'typebox';
import { FLAG_REASONS } from '../report/zone-flags.ts';
import { BodiesSchema, SurroundingSchema } from './body-schemas.ts';
import { Zone } from './report-schemas.ts';
import { DataVersion, Id, nullable, oneOf } from './schemas.ts';

const text = nullable(Type.String());
const day = nullable(Type.String({ description: 'Local day' }));
const yesNo = nullable(Type.Boolean());
const metres = nullable(Type.Number());

const Link = Type.Object({
  river: text,
  river_id: nullable(Id),
  route: nullable(Id),
  measure_m: metres,
  distance_m: metres,
  offset_m: metres,
  bank: text,
  confidence: text,
  status: Type.String(),
  reason: text,
  candidates: Type.Array(Type.Any()),
});

const Private = Type.Object(
  {
    responsible_party: text,
    credit_code: text,
    permit_reference: text,
    sign_responsible_party: text,
    sign_phone: text,
    river_chief: text,
  },
  { description: 'Only with a token (role viewer)' },
);

const MergedRecord = Type.Object({
  id: Id,
  merged_into: Id,
  source_id: text,
  code: text,
  code_province: text,
  name: text,
  surveyed_on: day,
  batches: Type.Array(Id),
});

const Flag = Type.Object({
  kind: Type.String(),
  state: oneOf(['touches', 'clear', 'not_checked']),
  reason: nullable(oneOf(FLAG_REASONS)),
  doubts: Type.Array(oneOf(['no_conduit', 'conduit_rejected', 'link_doubtful', 'zone_repaired']), {
    description:
      'Of clear what was not looked at; zone_repaired: it touches, or lies in the hull of, a zone whose outline was repaired',
  }),
  zone: nullable(Zone),
});

export const Card = Type.Object({
  id: Id,
  ...DataVersion,
  source_id: text,
  code: text,
  code_province: text,
  name: text,
  type: text,
  subtype: text,
  mouth_form: text,
  source_facility: text,
  status: Type.String(),
  status_on: day,
  flow_state: text,
  flow_state_on: day,
  sampleable: yesNo,
  dry_weather_flow: yesNo,
  dry_weather_flow_on: day,
  trace_result: text,
  traced_on: day,
  handle_type: text,
  handle_stage: text,
  handle_stage_on: day,
  closed_out_on: day,
  deadline: day,
  approval_status: text,
  legacy: yesNo,
  surveyed_on: day,
  sign_name: text,
  sign_code: text,
  sign_category: text,
  sign_agency: text,
  receiving_water: text,
  town: text,
  merged_into: nullable(Id),
  records: Type.Array(MergedRecord, { description: 'Records found to be this outfall, each with its own codes' }),
  lon: nullable(Type.Number({ description: 'Recorded point; EPSG:4490' })),
  lat: nullable(Type.Number()),
  link: nullable(Link),
  flags: Type.Array(Flag, {
    description: 'Protected zones valid today; per kind what it touches, clear with the nearest, or why not checked',
  }),
  surroundings: Type.Array(SurroundingSchema, { description: 'What lies around it; parks by each enterprise' }),
  bodies: nullable(BodiesSchema),
  private: Type.Optional(Private),
});

const Value = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

/** Left to the cell readers: the validator would turn a list of one into its item. */
const Given = Type.Unsafe<unknown>({ description: 'Text, number, true, false, or null to empty the field' });

/** What PATCH and POST take. */
export const Edit = Type.Object(
  {
    fields: Type.Record(Type.String({ maxLength: 64 }), Given, {
      description: 'Fields of the layer outfalls, and lon with lat; read as the cells of a file are.',
      maxProperties: 80,
    }),
    on: Type.Optional(
      Type.String({ format: 'date', description: 'The day since when the given states hold; it fills their …_on.' }),
    ),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
  },
  { additionalProperties: false },
);

const FieldChange = Type.Object({ field: Type.String(), before: nullable(Value), after: nullable(Value) });

export const EditReport = Type.Object({
  id: Id,
  version: Type.Integer({ description: 'The data version that last changed this outfall' }),
  changed: Type.Boolean({ description: 'False: all of it stood there already, nothing was written.' }),
  changes: Type.Array(FieldChange),
  warnings: Type.Array(
    Type.Object({
      code: Type.String(),
      field: text,
      value: text,
      reason_zh: Type.String(),
      reason_en: Type.String(),
    }),
  ),
});

export const HistoryEntry = Type.Object({
  version: Type.Integer(),
  at: Type.String({ description: 'ISO 8601, UTC' }),
  author: Type.String(),
  reason: text,
  batch: nullable(Id),
  kind: Type.String({ description: 'import, undo (an import taken back), merge or edit' }),
  operation: Type.String({ description: 'insert, update or delete' }),
  changes: Type.Array(FieldChange),
});

export const Known = Type.Object({
  id: Id,
  at: Type.String(),
  existed: Type.Boolean(),
  fields: nullable(Type.Record(Type.String(), nullable(Value))),
});
