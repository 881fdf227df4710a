/** Official codes of outfalls as their issuers write them, made comparable. A code is evidence: it is never a key. */

/** Who issues codes. One issuer's codes are compared with that issuer's only: where a row has both, the serials differ. */
export const ISSUERS = ['national', 'province', 'permit'] as const;
export type Issuer = (typeof ISSUERS)[number];

/** HJ 1235-2021 as seen in registers: 2-6-4-2-2, with or without hyphens. There is no check character. */
const NATIONAL = /^([A-Z]{2})-?(\d{6})-?(\d{4})-?([A-Z]{2})-?(\d{2})$/;

/** HJ 608-2017: D, W and three digits, alone or after the permit's number (credit code, three digits, P). */
const PERMIT = /^(?:([0-9A-HJ-NP-RTUWXY]{18}\d{3}P)-?)?(DW\d{3})$/;

/** A reference that ends so means an outlet; others are numbers of documents. */
const OUTLET_LIKE = /[DY][AW]-?\d+$/;

/** Formats of provincial codes by the first two digits of GB/T 2260; of provinces that are not here nothing is known. */
const PROVINCES: Record<string, RegExp> = {
  42: NATIONAL, // Hubei: the national pattern with serials of its own (Yichang's register)
};

/** The segments of a national code. County and type are what was true when it was issued. */
export interface NationalCode {
  canonical: string;
  waterSystem: string;
  county: string;
  serial: string;
  type: string;
  extension: string;
}

/** Letters whose meaning is known from real registers; the others are not guessed. */
export const TYPE_LETTERS: Record<string, string> = { GY: 'industrial', QT: 'other' };

/** Capitals and plain characters without blanks; null when nothing is left. */
function plainCode(text: string | null | undefined): string | null {
  const plain = text
    ?.normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[‐‑–—−_]/gu, '-')
    .toUpperCase();
  return plain || null;
}

/** Null where the text is not in the national format. */
export function readNationalCode(text: string | null | undefined): NationalCode | null {
  const segments = NATIONAL.exec(plainCode(text) ?? '');
  if (!segments) return null;
  const [waterSystem, county, serial, type, extension] = segments.slice(1);
  return { canonical: segments.slice(1).join('-'), waterSystem, county, serial, type, extension };
}

/**
 * The form in which codes of one issuer are compared: of an unknown format its letters and digits. Of permits only an
 * outlet with the permit's number: a bare DW001 is one of every enterprise, a document may cover several outfalls.
 */
export function canonicalCode(issuer: Issuer, text: string | null | undefined): string | null {
  const plain = plainCode(text);
  if (plain === null) return null;
  if (issuer === 'permit') {
    const [, permit, outlet] = PERMIT.exec(plain) ?? [];
    return permit ? `${permit}-${outlet}` : null;
  }
  const national = issuer === 'national' ? readNationalCode(plain) : null;
  return national?.canonical ?? (plain.replace(/-/g, '') || null);
}

/**
 * Whether canonical codes of this issuer that differ speak of two outfalls. A register's own numbers in the column of
 * the national code do not: every register numbers by itself.
 */
export function tellsApart(issuer: Issuer, one: string, other: string): boolean {
  return issuer !== 'national' || (NATIONAL.test(one) && NATIONAL.test(other));
}

/**
 * Whether a code has its issuer's format; null where no format is known.
 *
 * @param province  first two digits of the district's GB/T 2260 code, null where its key is none.
 */
export function hasFormat(issuer: Issuer, text: string, province: string | null): boolean | null {
  const plain = plainCode(text) ?? '';
  if (issuer === 'national') return NATIONAL.test(plain);
  if (issuer === 'permit') return OUTLET_LIKE.test(plain) ? PERMIT.test(plain) : null;
  const format = province === null ? undefined : PROVINCES[province];
  return format ? format.test(plain) : null;
}
