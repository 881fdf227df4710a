/** What a report is called as a file: rows of a CSV have no place for the version of the data they were made from. */
import type { District } from '../district/district.ts';

export function reportFileName(
  name: string,
  { key, version }: Pick<District, 'key' | 'version'>,
  format: string,
): string {
  return `${name}-${key}-v${version}.${format === 'table' ? 'txt' : format}`;
}
