/** Why coordinates of a system that is named cannot be read, for who searches: no command line, no definitions. */
import { DomainError } from '../errors.ts';
import { cgcs2000Srid, meridianOfZone, zoneOf } from '../import/crs-gauss-kruger.ts';

interface Said {
  en: string;
  zh: string;
}

/** A refusal of the import in words of the search; what is none of these, as it is. */
export function inWordsOfSearch(error: unknown, name: string, east = Number.NaN): unknown {
  const said = error instanceof DomainError && REFUSALS[error.code]?.(name, east);
  return said ? new DomainError(error.code, said.en, said.zh) : error;
}

const REFUSALS: Readonly<Record<string, (name: string, east: number) => Said>> = {
  crs_without_datum: (name) => ({
    en: `No parameters are known from ${name} to CGCS2000, so its coordinates cannot be found here: give degrees, or metres of a CGCS2000 zone.`,
    zh: `${name} 到 CGCS2000 没有公开的转换参数，不能按它定位：请改用经纬度，或 CGCS2000 的平面坐标。`,
  }),
  unknown_crs: (name) => ({
    en: `No coordinates of ${name} are read here: write another EPSG number before them (EPSG:4549), WGS84, CGCS2000, GCJ-02 or BD-09; without any, degrees and metres of the usual grids are read.`,
    zh: `${name} 的坐标不能识别：请在坐标前写其他 EPSG 号（如 EPSG:4549），或 WGS84、CGCS2000、GCJ-02、BD-09；不写时按经纬度或当地常用的平面坐标查找。`,
  }),
  zone_disagrees: (name, east) => {
    const zone = zoneOf(east);
    const meridian = meridianOfZone(zone)!;
    const srid = cgcs2000Srid({ meridian, prefix: zone });
    return {
      en: `The easting ${east} begins with zone ${zone} (central meridian ${meridian}°), which is not that of ${name}: leave the number out, or write EPSG:${srid} where it is right.`,
      zh: `横坐标 ${east} 的带号是 ${zone}（中央经线 ${meridian}°），与 ${name} 不符：请去掉带号；若带号无误，请改写为 EPSG:${srid}。`,
    };
  },
};

/** Neither number can be an easting of the grid that is named. */
export const noEasting = (name: string, [x, y]: readonly [number, number]): DomainError =>
  new DomainError(
    'no_easting',
    `Neither ${x} nor ${y} is an easting of ${name}: what stands before its last six digits is no zone number of that grid.`,
    `${x} 和 ${y} 都不是 ${name} 的横坐标：末六位整数之前不是该坐标系的带号。`,
  );

/** A system of degrees is named before numbers that are none. */
export const noDegrees = (name: string, [x, y]: readonly [number, number]): DomainError =>
  new DomainError(
    'no_degrees',
    `${name} has degrees, and ${x}, ${y} are none: write the EPSG number of the grid before them (EPSG:4549).`,
    `${name} 是经纬度，${x}、${y} 不是：请在坐标前写平面坐标系的 EPSG 号（如 EPSG:4549）。`,
  );
