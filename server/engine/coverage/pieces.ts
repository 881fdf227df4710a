/** The pieces of tracks that can count: what is left after days, outliers, cuts and thinning. */

/** Piece i was travelled on day[i] and has vertices first[i] .. first[i + 1] - 1; integer mm in the plane. */
export interface Pieces {
  count: number;
  day: Int32Array; // local, since 1970-01-01
  first: Uint32Array; // count + 1
  x: Float64Array;
  y: Float64Array;
}

/** Pack pieces, each given by its day and the numbers of its vertices in x and y. */
export function packPieces(
  parts: readonly { day: number; fixes: readonly number[] }[],
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): Pieces {
  const fixes = parts.flatMap((part) => part.fixes);
  const first = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => {
    first[i + 1] = first[i] + part.fixes.length;
  });
  return {
    count: parts.length,
    day: Int32Array.from(parts, (part) => part.day),
    first,
    x: Float64Array.from(fixes, (fix) => x[fix]),
    y: Float64Array.from(fixes, (fix) => y[fix]),
  };
}
