/** Whether a line of GeoJSON can hold no column but known ones, told from its text without making its objects. */

const STRING = '"[^"\\\\]*"'; // with an escape in it a line is parsed
const SCALAR = `(?:${STRING}|-?[0-9][0-9.eE+-]*|true|false|null)`;

/**
 * A test of lines that begin as features of ogr2ogr, QGIS and JSON.stringify do and whose properties have no name beyond
 * `columns`. It may say false of such a line; it never says true of a line with another column, so what passes need not
 * be parsed to know the columns.
 */
export function featureShape(columns: Iterable<string>): (line: string) => boolean {
  const names = [...columns];
  // a name that JSON writes with an escape is left to the parser
  if (names.length === 0 || names.some((name) => JSON.stringify(name) !== `"${name}"`)) return () => false;
  const name = `"(?:${names.map((each) => each.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})"`;
  const cell = `${name}: ?${SCALAR}`;
  const start = new RegExp(
    `\\{ ?"type": ?"Feature", ?(?:"id": ?${SCALAR}, ?)?"properties": ?\\{ ?${cell}(?:, ?${cell})* ?\\}, ?"geometry":`,
    'y',
  );
  return (line) => {
    start.lastIndex = 0;
    if (!start.test(line)) return false;
    const end = start.lastIndex;
    // of a name said twice JSON takes the second
    return !line.includes('"properties"', end) && !line.includes('\\', end);
  };
}
