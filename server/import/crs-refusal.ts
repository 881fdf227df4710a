/** What is said of a file that does not say its coordinate system: which it may be in, and what to do. */
import type { Executor } from '../db/database.ts';
import { DomainError } from '../errors.ts';
import { crsCandidates, type IsNear } from './crs-candidates.ts';
import { isInChina } from './plane.ts';

/** Names the systems it may be in, for whoever can ask back. */
export class CrsNeeded extends DomainError {
  /** `EPSG:n (name)`, the likelier ones first. */
  readonly candidates: readonly string[];

  constructor(message: string, messageZh: string, candidates: readonly string[]) {
    super('crs_needed', message, messageZh);
    this.candidates = candidates;
  }
}

/**
 * The refusal of a file that does not say its system: degrees get the two systems of degrees as candidates. Where degrees
 * stand the wrong way round that is what is to be mended first (`lon_lat_swapped`, as of a single row).
 */
export async function crsRefusal(
  db: Executor,
  file: string,
  middle: [number, number],
  isNear: IsNear | null,
): Promise<DomainError> {
  const position = middle.map((ordinate) => Number(ordinate.toPrecision(10))).join(', ');
  if (areTurnedDegrees(middle, isNear)) return turned(file, position);
  const candidates = areDegrees(middle)
    ? ['EPSG:4490 (CGCS2000)', 'EPSG:4326 (WGS 84)']
    : (await crsCandidates(db, ...middle, isNear)).map(({ srid, name }) => `EPSG:${srid} (${name})`);
  const advice =
    candidates.length > 0
      ? { en: `candidates: ${candidates.join(', ')}`, zh: `候选：${candidates.join('、')}` }
      : noCandidate(isNear !== null);
  return new CrsNeeded(
    `${file} does not say its coordinate reference system (coordinates around ${position}): say which it is (command line: --crs CRS); ${advice.en}`,
    `${file} 未说明坐标系（坐标约为 ${position}）：请写明坐标系（命令行：--crs 坐标系）；${advice.zh}`,
    candidates,
  );
}

function turned(file: string, position: string): DomainError {
  return new DomainError(
    'lon_lat_swapped',
    `${file} has latitudes where longitudes belong (coordinates around ${position}): swap the two columns (command line: --map lon=COLUMN --map lat=COLUMN)`,
    `${file} 的经度与纬度位置颠倒（坐标约为 ${position}）：请对调两列（命令行：--map lon=列名 --map lat=列名）`,
  );
}

const areDegrees = ([lon, lat]: [number, number]): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** Not degrees as they stand, and near what the district holds (or in China, where nothing is held) the other way round. */
function areTurnedDegrees([lat, lon]: [number, number], isNear: IsNear | null): boolean {
  return !areDegrees([lat, lon]) && areDegrees([lon, lat]) && (isNear ?? isInChina)(lon, lat);
}

function noCandidate(isHeld: boolean): { en: string; zh: string } {
  const local = {
    en: '; a local grid needs control points known in both systems (command line: --control FILE)',
    zh: '；地方独立坐标系请给出两套坐标的控制点（命令行：--control 文件）',
  };
  return isHeld
    ? {
        en: `no public system puts them within 50 km of what the district holds${local.en}`,
        zh: `没有公开的坐标系能把它们放到辖区已有数据 50 km 以内${local.zh}`,
      }
    : {
        en: `no known system puts them in a plausible place${local.en}`,
        zh: `没有坐标系能把它们放到合理的位置${local.zh}`,
      };
}
