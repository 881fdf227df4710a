/** Which features of a layer look different in a later version. */
import type { LayerIndex } from '../layer.ts';
import type { FeatureMarks } from './feature-marks.ts';

/** A layer as it was or is, with its marks. */
export interface Side {
  readonly layer: LayerIndex;
  readonly marks: FeatureMarks;
}

/** Feature `was[k]` of the version before is feature `is[k]`; -1 where it came or went. */
export interface Changes {
  readonly before: Side | undefined;
  readonly after: Side;
  readonly was: readonly number[];
  readonly is: readonly number[];
}

export function changesOf(old: LayerIndex | undefined, layer: LayerIndex): Changes {
  const [before, after] = [old && { layer: old, marks: old.marks }, { layer, marks: layer.marks }];
  const [was, is]: [number[], number[]] = [[], []];
  const left = new Map<number, number>();
  for (let i = 0; before && i < before.marks.ids.length; i++) left.set(before.marks.ids[i], i);
  for (let i = 0; i < after.marks.ids.length; i++) {
    const known = left.get(after.marks.ids[i]) ?? -1;
    left.delete(after.marks.ids[i]);
    if (known >= 0 && before!.marks.mark[known] === after.marks.mark[i]) continue;
    was.push(known);
    is.push(i);
  }
  for (const gone of left.values()) {
    was.push(gone);
    is.push(-1);
  }
  return { before, after, was, is };
}
