/** Values said with an import, for the cells that say nothing: checked and read once for the whole file. */
import { DomainError } from '../../errors.ts';
import { type LayerName, layerOf } from '../fields.ts';
import { issue } from '../issues.ts';
import type { Defaults } from '../request.ts';
import { CellFault, cellReader } from './cells.ts';

/**
 * The stored value of each field named, read as its cells are.
 * @throws DomainError unknown_field, bad_set (no value of the field)
 */
export function readDefaults(
  layer: LayerName,
  defaults: Defaults,
  utcOffsetMinutes: number | null,
): Map<string, string | number> {
  const { fields } = layerOf(layer);
  const values = new Map<string, string | number>();
  for (const [name, text] of Object.entries(defaults)) {
    const field = fields.find((each) => each.name === name);
    if (!field) throw unknownField(layer, name);
    const value = cellReader(field, utcOffsetMinutes)(text);
    if (value instanceof CellFault) throw badSet(name, value);
    if (value !== null) values.set(name, value);
  }
  return values;
}

function unknownField(layer: LayerName, name: string): DomainError {
  const names = layerOf(layer).fields.map((field) => field.name);
  return new DomainError(
    'unknown_field',
    `layer ${layer} has no field "${name}" to set; it has ${names.join(', ')}`,
    `图层 ${layer} 没有字段“${name}”，可设定的字段：${names.join('、')}`,
  );
}

function badSet(name: string, { fault }: CellFault): DomainError {
  const { reason_en, reason_zh } = issue(fault.code, { row: null, ...fault });
  return new DomainError('bad_set', `${name} cannot be set: ${reason_en}`, `${name} 无法设定：${reason_zh}`);
}
