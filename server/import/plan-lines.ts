/** Lines of a plan, read as far as their course: GPX routes and tracks, GeoJSON, KML. Nothing of it is stored. */
import { DomainError } from '../errors.ts';
import { gpxLines } from './formats/gpx.ts';
import { formatOf, type OpenFile } from './formats.ts';
import type { SourceGeometry } from './request.ts';

/** Vertices of all lines: more is no plan of a crew. */
const MOST_VERTICES = 200_000;
const DEGREES = new Set(['EPSG:4326', 'EPSG:4490']);

type Line = [number, number][];

/** Lon, lat. @throws DomainError what the readers throw; `plan_format`, `plan_empty`, `plan_position`, `plan_too_long` */
export async function planLines(file: OpenFile): Promise<Line[]> {
  const format = formatOf(file.name, file.head);
  if (!['GPX', 'GeoJSON', 'KML'].includes(format.name)) throw planFormat(file.name);
  const lines = format.name === 'GPX' ? await gpxLines(file) : await linesOf(file, format);
  const drawn = lines.filter((line) => line.length > 1);
  if (drawn.length === 0) throw planEmpty(file.name);
  if (drawn.reduce((sum, line) => sum + line.length, 0) > MOST_VERTICES) throw planTooLong();
  for (const [lon, lat] of drawn.flat())
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) throw planPosition(lon, lat);
  return drawn;
}

async function linesOf(file: OpenFile, format: ReturnType<typeof formatOf>): Promise<Line[]> {
  const source = await format.open(file, undefined);
  if (source.crs !== null && !DEGREES.has(source.crs)) throw planFormat(file.name);
  return [...source.rows()].flatMap(({ geometry }) => linesIn(geometry));
}

function linesIn(geometry: SourceGeometry | null): Line[] {
  if (geometry?.type === 'LineString') return [plain(geometry.coordinates)];
  if (geometry?.type === 'MultiLineString') return (geometry.coordinates as unknown[]).map(plain);
  return [];
}

/** What is no list of positions becomes one that is refused. */
function plain(coordinates: unknown): Line {
  const positions = Array.isArray(coordinates) ? coordinates : [];
  return positions.map((position) => [Number(position?.[0] ?? Number.NaN), Number(position?.[1] ?? Number.NaN)]);
}

/** A file that came with a request, as readers get files. */
export function fileInMemory(name: string, bytes: Buffer): OpenFile {
  return {
    name,
    path: null,
    head: bytes.subarray(0, 1 << 16),
    size: bytes.length,
    bytes: async () => bytes,
    chunks: () => [bytes],
    reader: () => (at, length) => bytes.subarray(at, at + length),
    beside: async () => null,
  };
}

export function planTooLong(): DomainError {
  return new DomainError(
    'plan_too_long',
    'The plan is too long: at most 2000 km in 200,000 points.',
    '计划过长：最多 2000 公里、20 万个点。',
  );
}

function planFormat(name: string): DomainError {
  return new DomainError(
    'plan_format',
    `${name}: a plan may be GPX, GeoJSON or KML in degrees.`,
    `${name}：计划应为经纬度的 GPX、GeoJSON 或 KML。`,
  );
}

function planEmpty(name: string): DomainError {
  return new DomainError('plan_empty', `${name} has no line of two points or more.`, `${name} 中没有两点以上的线。`);
}

function planPosition(lon: number, lat: number): DomainError {
  return new DomainError(
    'plan_position',
    `${lon}, ${lat} is no longitude and latitude.`,
    `${lon}, ${lat} 不是经纬度。`,
  );
}
