/** One outfall as the comparison of two registers sees it. Plane coordinates and measures are integer millimetres. */
import { canonicalCode, ISSUERS } from './outfall-code.ts';
import { type OutfallName, readOutfallName } from './outfall-name.ts';

export interface MatchOutfall {
  id: number;
  /** Null for an outfall that no one located. */
  point: readonly [x: number, y: number] | null;
  link: MatchLink | null;
  name: OutfallName | null;
  type: string | null;
  /** Canonical, in the order of ISSUERS. */
  codes: readonly (string | null)[];
}

/** Where on the river it sits. */
export interface MatchLink {
  route: number;
  river: number;
  measure: number;
  offset: number;
  bank: 'left' | 'right' | null;
  /** Length of a closed route, where measures run on past the end; 0 of an open one. */
  lap: number;
}

export interface OutfallFacts {
  id: number;
  point: readonly [x: number, y: number] | null;
  link: MatchLink | null;
  name: string | null;
  type: string | null;
  code: string | null;
  code_province: string | null;
  permit: string | null;
}

/** Reads name and codes once, so that thousands of pairs need not. */
export function matchOutfall({ id, point, link, name, type, ...codes }: OutfallFacts): MatchOutfall {
  const given = { national: codes.code, province: codes.code_province, permit: codes.permit };
  return {
    id,
    point,
    link,
    name: readOutfallName(name),
    type,
    codes: ISSUERS.map((issuer) => canonicalCode(issuer, given[issuer])),
  };
}
