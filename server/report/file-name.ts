/**
 * What a report is called as a file: rows of a CSV have no place for the version of the data they were made from, nor for
 * the one that its figures were derived from where edits by hand still wait.
 */
import type { District } from '../district/district.ts';
import type { VersionOf } from './data-version.ts';

export function reportFileName(
  name: string,
  { key, version, recomputing, derivedVersion }: Pick<District, 'key'> & VersionOf,
  format: string,
): string {
  const derived = recomputing ? `-derived-v${derivedVersion}` : '';
  return `${name}-${key}-v${version}${derived}.${format === 'table' ? 'txt' : format}`;
}
