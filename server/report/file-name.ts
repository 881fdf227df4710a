/**
 * What a report is called as a file: rows of a CSV have no place for the version of the data they were made from, nor for
 * the one that its figures were derived from where edits by hand still wait, nor for a layer that was not there to ask.
 */
import type { District } from '../district/district.ts';
import type { VersionOf } from './data-version.ts';
import type { Report } from './report.ts';

export function reportFileName(
  name: string,
  { key, version, recomputing, derivedVersion }: Pick<District, 'key'> & VersionOf,
  format: string,
  { notChecked = [] }: Pick<Report, 'notChecked'>,
): string {
  const derived = recomputing ? `-derived-v${derivedVersion}` : '';
  const unchecked = notChecked.length > 0 ? '-not-checked' : '';
  return `${name}-${key}-v${version}${derived}${unchecked}.${format === 'table' ? 'txt' : format}`;
}
