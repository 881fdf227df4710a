/** Points of one file at exactly the same place: named, since they may be one thing written twice, but never merged. */
import { type Issue, issue } from '../issues.ts';
import { FirstRows } from '../prints/first-rows.ts';
import type { RowPart } from '../request.ts';
import type { ReadyRow } from './convert.ts';

export class SamePlaces {
  private readonly first = new FirstRows();
  /** Parts of the wide row at hand. */
  private parts: { lon: number; lat: number; part: RowPart }[] = [];
  private partsOf = 0;

  /** The warning when an earlier row has the same place. */
  check({ row, shapes, part }: ReadyRow): Issue | undefined {
    if (shapes[0]?.kind !== 'point') return undefined;
    const [lon, lat] = shapes[0].degrees;
    const earlier = this.first.ofPlace(lon, lat, row);
    const sibling = earlier === row ? this.parts.find((each) => each.lon === lon && each.lat === lat)?.part : undefined;
    if (part) this.keep(row, { lon, lat, part });
    if (earlier === undefined) return undefined;
    return issue('duplicate_position', { row, value: `${lon}, ${lat}`, detail: rowName(earlier, sibling), part });
  }

  private keep(row: number, place: { lon: number; lat: number; part: RowPart }): void {
    if (row !== this.partsOf) [this.parts, this.partsOf] = [[], row];
    this.parts.push(place);
  }
}

function rowName(row: number, part: RowPart | undefined): { zh: string; en: string } {
  return part
    ? { zh: `${row} 行的第 ${part.n} 组（${part.column}）`, en: `${row}, part ${part.n} (${part.column})` }
    : { zh: `${row} 行`, en: String(row) };
}
