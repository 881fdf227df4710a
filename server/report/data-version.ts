/** Which data an answer was made from, in the words of every answer that is no file. */
import type { District } from '../district/district.ts';

export interface DataVersion {
  version: number;
  /** Edits by hand wait to be derived from: what follows from them is still that of derived_version. */
  recomputing?: true;
  derived_version?: number;
}

export function dataVersion({ version, recomputing, derivedVersion }: VersionOf): DataVersion {
  return recomputing ? { version, recomputing, derived_version: derivedVersion } : { version };
}

export type VersionOf = Pick<District, 'version' | 'recomputing' | 'derivedVersion'>;
