/** What is doubtful about the codes of outfalls: warnings, never a reason to keep a row out or to change it. Pure. */
import { canonicalCode, hasFormat, ISSUERS, type Issuer, readNationalCode, TYPE_LETTERS } from './outfall-code.ts';

export interface CodedOutfall {
  id: number;
  type: string | null;
  /** Where it lies; null outside every town, or while that is not known. */
  townKey: string | null;
  codes: Record<Issuer, string | null>;
}

export interface CodeFinding {
  id: number;
  code: 'code_format' | 'code_water_system' | 'code_county_mismatch' | 'code_type_mismatch' | 'code_duplicate';
  issuer: Issuer;
  /** The code as written. */
  value: string;
  /** What it should be, or the outfall that has it too. */
  detail: string;
}

export interface CodeRules {
  /** The district's key; where it is a GB/T 2260 code, counties are held against it. */
  district: string;
  /** First segments in use, as the district filled them in; empty: not checked. */
  waterSystems: ReadonlySet<string>;
  /** Outfalls that are not checked, but whose codes are taken; `issuer code` to id. */
  taken?: ReadonlyMap<string, number>;
}

const FORMAT_OF: Record<Issuer, string> = {
  national: 'XX-999999-9999-XX-99',
  province: '',
  permit: 'DW999',
};

/** Findings by outfall in the order given, then by issuer. A code that has no format is checked no further. */
export function checkCodes(outfalls: readonly CodedOutfall[], rules: CodeRules): CodeFinding[] {
  const holders = new Map(rules.taken);
  const findings: CodeFinding[] = [];
  for (const outfall of outfalls)
    for (const issuer of ISSUERS) {
      const value = outfall.codes[issuer];
      if (value !== null) findings.push(...checkCode(outfall, issuer, value, { rules, holders }));
    }
  return findings;
}

/** The key under which a code is taken; null for one that may be shared. */
export function codeMark(issuer: Issuer, value: string | null): string | null {
  const canonical = canonicalCode(issuer, value);
  return canonical === null ? null : `${issuer} ${canonical}`;
}

interface Context {
  rules: CodeRules;
  holders: Map<string, number>;
}

function checkCode(outfall: CodedOutfall, issuer: Issuer, value: string, context: Context): CodeFinding[] {
  const found = (code: CodeFinding['code'], detail: string): CodeFinding => ({
    ...{ id: outfall.id, code, issuer, value, detail },
  });
  const findings: CodeFinding[] = [];
  const county = countyOf(context.rules.district, 6);
  if (hasFormat(issuer, value, county?.slice(0, 2) ?? null) === false)
    findings.push(found('code_format', FORMAT_OF[issuer]));
  const national = issuer === 'national' ? readNationalCode(value) : null;
  if (national) {
    const { waterSystems } = context.rules;
    if (waterSystems.size > 0 && !waterSystems.has(national.waterSystem))
      findings.push(found('code_water_system', national.waterSystem));
    const area = countyOf(outfall.townKey, 9) ?? county;
    if (area !== null && !isIn(national.county, area)) findings.push(found('code_county_mismatch', area));
    const said = TYPE_LETTERS[national.type];
    if (said !== undefined && outfall.type !== null && !agrees(said, outfall.type))
      findings.push(found('code_type_mismatch', outfall.type));
  }
  const mark = codeMark(issuer, value);
  const holder = mark === null ? undefined : context.holders.get(mark);
  if (holder !== undefined && holder !== outfall.id) findings.push(found('code_duplicate', String(holder)));
  else if (mark !== null) context.holders.set(mark, outfall.id);
  return findings;
}

/** QT is what has no letters of its own: only an industrial outfall is known to have some. */
function agrees(said: string, type: string): boolean {
  return said === 'other' ? type !== TYPE_LETTERS.GY : type === said;
}

/** The county of a GB/T 2260 key of at least so many digits; towns' have nine to twelve. */
function countyOf(key: string | null, digits: number): string | null {
  return key !== null && /^\d{6,12}$/.test(key) && key.length >= digits ? key.slice(0, 6) : null;
}

/** A whole city's or province's key ends in zeros. */
function isIn(county: string, area: string): boolean {
  return county.startsWith(area.replace(/(?:00){1,2}$/, ''));
}
