/** What a batch says of the datum of its file: nothing is taken for something else in silence. */
import { isCgcs2000Grid } from './crs-gauss-kruger.ts';
import { shiftedSystem } from './crs-shifted.ts';

export interface CrsNote {
  zh: string;
  en: string;
}

/** How the datum of a system lies against CGCS2000, as far as its definition says. */
export type Datum = 'wgs84' | 'nad83' | 'unshifted' | 'shifted' | 'unstated';

/** @param parameters towgs84, where the definition has them */
export function datumOf(definition: string, parameters: readonly number[] | undefined): Datum {
  if (/nad_?83|north_american(_datum)?_?1983|north american (datum )?1983/i.test(definition)) return 'nad83';
  if (/(?<!to)wgs[ _]?(19)?84|nadgrids=@null/i.test(definition)) return 'wgs84';
  if (parameters?.some((parameter) => parameter !== 0)) return 'shifted';
  return parameters && parameters.length > 0 ? 'unshifted' : 'unstated';
}

const DATUMS: Record<Datum, CrsNote> = {
  wgs84: {
    zh: 'WGS 84 视同 CGCS2000（相差不足 1 米）',
    en: 'WGS 84 is taken as CGCS2000 (they differ by less than 1 m)',
  },
  nad83: {
    zh: 'NAD83 未作转换，视同 CGCS2000（两者相差 1 至 2 米）',
    en: 'NAD83 is taken as CGCS2000 without a shift (they differ by one to two metres)',
  },
  unshifted: {
    zh: '坐标系定义的转换参数为零，基准视同 CGCS2000（一般相差不足 1 米）',
    en: 'the system states a shift of zero: its datum is taken as CGCS2000 (commonly within 1 m)',
  },
  shifted: {
    zh: '已按坐标系定义的转换参数换算，再将 WGS 84 视同 CGCS2000（精度取决于参数，一般为数米）',
    en: 'moved by the parameters of the definition, then WGS 84 is taken as CGCS2000 (as good as the parameters, commonly some metres)',
  },
  unstated: {
    zh: '坐标系未说明基准与 CGCS2000 的关系，未作转换，按 CGCS2000 读取（可能相差数米）',
    en: 'the system does not say how its datum lies against CGCS2000: read as CGCS2000 without a shift (it may be metres off)',
  },
};

/** What the batch says about the datum; null where nothing was taken for something else. */
export function crsNote(label: string | null, datum: Datum = 'wgs84'): CrsNote | null {
  if (label === null || isCgcs2000(label)) return null;
  if (label.startsWith('control points '))
    return { zh: '由控制点换算，精度见残差', en: 'as good as the control points: see the residuals' };
  if (!shiftedSystem(label)) return DATUMS[datum];
  return {
    zh: `${label} 已按公开公式还原：与 CGCS2000 相差在数米以内`,
    en: `${label} was turned back by the public formula: CGCS2000 within metres`,
  };
}

/** CGCS2000 itself: degrees, and its Gauss-Krüger zones; by number or, in a text, by name. */
function isCgcs2000(label: string): boolean {
  const srid = Number(/^EPSG:(\d+)$/.exec(label)?.[1] ?? Number.NaN);
  return (
    srid === 4490 ||
    isCgcs2000Grid(srid) ||
    /^[^,]*(cgcs[ _]?2000|china[ _]geodetic[ _]coordinate[ _]system[ _]2000)/i.test(label)
  );
}
