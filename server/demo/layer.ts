/** What the generators hand to the import. */
import type { LayerName } from '../import/fields.ts';
import type { SourceRow } from '../import/request.ts';

/** Rows of one layer, to be imported as one batch. */
export interface DemoLayer {
  layer: LayerName;
  rows: SourceRow[];
}
