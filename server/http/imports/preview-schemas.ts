/** A file's preview as the API describes and writes it. */
import { type Static, Type } from 'typebox';
import { PREVIEW_MAXZOOM } from '../../../tiles/preview.ts';
import { CrsNeeded } from '../../import/crs-refusal.ts';
import type { Field } from '../../import/field.ts';
import { LAYER_NAMES, layerOf, POSITION } from '../../import/fields.ts';
import { WideTable } from '../../import/rows/wide-table.ts';
import { problem } from '../error-handler.ts';
import { nullable, oneOf, Problem } from '../schemas.ts';
import type { Preview } from './previews.ts';
import { Issue } from './schemas.ts';

const Count = Type.Integer({ minimum: 0 });
const Words = Type.Array(Type.String());

export const PreviewRow = Type.Object({
  preview: Type.String({ description: 'Its id; the field `preview` of an import of the same file' }),
  file_name: Type.String(),
  format: Type.String(),
  source_layers: Type.Array(Type.String(), { description: 'Layers inside the file, where it has such' }),
  source_layer: nullable(
    Type.String({ description: 'The one read; null while one has to be chosen, or all are read' }),
  ),
  source_layer_optional: Type.Boolean({ description: 'All together are read where none is chosen (folders of a KML)' }),
  layer: nullable(oneOf(LAYER_NAMES, { description: 'As asked, else what the file looks like' })),
  fields: Type.Array(
    Type.Object({
      name: Type.String(),
      type: Type.String(),
      required: Type.Boolean(),
      headers: Type.Array(Type.String(), { description: 'Recognised besides the name' }),
      values: Type.Array(Type.String(), { description: 'A word for each value it takes; empty where any will do' }),
    }),
    { description: 'What the layer can take' },
  ),
  columns: Type.Array(Type.Object({ name: Type.String(), samples: Words }), { description: 'The first 300' }),
  columns_total: Count,
  mapping: Type.Record(Type.String(), Type.String(), { description: 'field → column, as an import would take them' }),
  columns_left: Type.Array(Type.String(), { description: 'Columns that no field takes' }),
  crs_stated: nullable(Type.String({ description: 'As the file says it' })),
  crs: nullable(Type.String({ description: 'As an import would take it' })),
  crs_note: nullable(Type.String()),
  crs_note_zh: nullable(Type.String()),
  crs_candidates: Type.Array(Type.String(), { description: 'With the refusal crs_needed: EPSG:n (name)' }),
  unpivot_proposed: nullable(
    Type.String({ description: 'With the refusal wide_table: the rule that makes rows of it, as the field unpivot' }),
  ),
  rows_read: Count,
  rows_kept: Type.Integer({ minimum: 0, description: 'That pass the checks which need no register' }),
  rows_rejected: Count,
  is_complete: Type.Boolean({ description: 'False: counts are of the first rows only, 100 000 or 2 000 000 vertices' }),
  bounds: nullable(
    Type.Array(Type.Number(), { description: 'West, south, east, north of the rows kept; degrees, EPSG:4490' }),
  ),
  features: Type.Integer({ minimum: 0, description: 'Shapes in the tiles; at most 20 000, or 300 000 vertices' }),
  is_drawn_whole: Type.Boolean({ description: 'Whether these are the shapes of all rows kept' }),
  tiles: Type.String({ description: 'Address of its vector tiles, layer `preview`; with the token' }),
  tiles_maxzoom: Type.Integer(),
  issues_by_code: Type.Record(Type.String(), Count),
  issues: Type.Array(Issue, { description: 'The first 500' }),
  refusal: nullable(Problem),
});

export function previewRow({ id, reading, shown }: Preview): Static<typeof PreviewRow> {
  const { refusal, features, layer, options: _, ...rest } = shown;
  return {
    ...rest,
    preview: id,
    layer,
    fields: layer === null ? [] : fieldsOf(layer),
    crs_candidates: refusal instanceof CrsNeeded ? [...refusal.candidates] : [],
    unpivot_proposed: refusal instanceof WideTable ? refusal.rule : null,
    features: features.length,
    tiles: `/api/v1/imports/previews/${id}/tiles/{z}/{x}/{y}.pbf?reading=${reading}`,
    tiles_maxzoom: PREVIEW_MAXZOOM,
    refusal: refusal && problem(refusal.status, refusal.code, refusal.message, refusal.messageZh),
  };
}

function fieldsOf(layer: NonNullable<Preview['shown']['layer']>) {
  const { geometry, fields } = layerOf(layer);
  const all: readonly Field[] = [...fields, ...(geometry === 'none' ? [] : POSITION)];
  return all.map(({ name, type, required = false, headers, values = {} }) => ({
    name,
    type,
    required,
    headers: [...headers],
    values: Object.entries(values).map(([value, words]) => words[0] ?? value),
  }));
}
