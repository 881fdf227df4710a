/** Newline-delimited GeoJSON and GeoJSON text sequences (RFC 8142): a Feature per line, never whole in memory. */
import type { Format, OpenFile, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import { isPauseDue, PAUSE } from '../pause.ts';
import type { SourceRow } from '../request.ts';
import { ownText } from '../text-held.ts';
import { turn } from '../turn.ts';
import { FeatureColumns } from './feature-columns.ts';
import { DEEPEST_JSON, nestsDeeperThan } from './json/depth.ts';
import { nestedTooDeep, unreadable } from './refusals.ts';
import { decodeChunks, detectEncoding, linesOf, startOf } from './text.ts';

export const geojsonLines: Format = {
  name: 'newline-delimited GeoJSON',
  extensions: ['.geojsonl', '.geojsons', '.ndjson', '.ndgeojson', '.jsonl'],
  isOneLayer: true,
  looksLike: (head) => bare(startOf(head, 400)).startsWith('{'),
  async open(file) {
    const texts = await textsOf(file);
    const { lines, ...surveyed } = await survey(file.name, texts);
    const issues: Issue[] = [];
    const rows = () => rowsOf(lines ?? texts(), issues);
    return { layer: null, ...surveyed, isTable: false, issues, rows };
  },
};

const SEPARATOR = String.fromCharCode(0x1e); // RS of RFC 8142; inside JSON it can only stand escaped

/** A text without what stands around it: blanks, byte order mark, record separators. */
function bare(text: string): string {
  if (text.startsWith('{') && text.endsWith('}')) return text;
  return text.replaceAll(SEPARATOR, '').trim();
}

/** Whether the first line is a Feature by itself with more behind it: then it is no single GeoJSON text, whatever its name. */
export function isGeojsonLines(head: Buffer): boolean {
  const text = bare(startOf(head, head.length));
  const end = text.indexOf('\n');
  const feature = end < 0 ? undefined : parseFeature(text.slice(0, end));
  return feature !== undefined && text.slice(end).trim() !== '';
}

type Feature = { properties: Record<string, unknown> | null; geometry: SourceRow['geometry'] };

function parseFeature(line: string): Feature | undefined {
  try {
    const value = JSON.parse(line);
    return value?.type === 'Feature' ? value : undefined;
  } catch {
    return undefined; // a line cut short, or no JSON at all: the caller names it
  }
}

/** Files of GDAL put a record separator (RS) before each text; others a newline behind. Both are line ends here. */
async function textsOf(file: OpenFile): Promise<() => Iterable<string>> {
  const encoding = await detectEncoding(file.chunks);
  return function* lines() {
    try {
      for (const line of linesOf(decodeChunks(file.chunks(), encoding))) {
        const text = bare(line);
        if (text !== '') yield text;
      }
    } catch (cause) {
      throw cause instanceof RangeError ? unreadable(file.name, { zh: '行过长', en: cause.message }, cause) : cause;
    }
  };
}

interface Survey extends Pick<Source, 'columns' | 'crs'> {
  total: number;
  /** The texts of a small file, so that it is decoded once. */
  lines: string[] | undefined;
}

const KEPT = 64_000_000; // characters of text that are kept: at most 128 MB; parsed they would be six times that

/** Columns can appear in any line: the file is read once for them. @throws DomainError unreadable_file, nested_too_deep */
async function survey(name: string, texts: () => Iterable<string>): Promise<Survey> {
  const columns = new FeatureColumns(name);
  let lines: string[] | undefined = [];
  let [total, features, length, isPlane] = [0, 0, 0, false];
  for (const text of texts()) {
    if (++total % TURN === 0) await turn();
    length += text.length;
    if (nestsDeeperThan(text, DEEPEST_JSON)) throw nestedTooDeep(name, DEEPEST_JSON);
    if (length > KEPT) lines = undefined;
    lines?.push(text);
    if (columns.knows(text)) continue;
    const feature = parseFeature(text);
    if (!feature) continue;
    features++;
    if (columns.isSample) isPlane ||= isBeyondDegrees(feature.geometry?.coordinates);
    columns.add(feature.properties);
  }
  if (features === 0) throw unreadable(name, { zh: '没有一行是 Feature', en: 'no line of it is a Feature' });
  // GeoJSON says WGS 84 by saying nothing; plane coordinates contradict it, and then nothing is known
  return { columns: [...columns.names], total, crs: isPlane ? null : 'EPSG:4326', lines };
}

const TURN = 1000; // lines between two turns of the event loop: a few milliseconds

function isBeyondDegrees(coordinates: unknown): boolean {
  const [x, y] = Array.isArray(coordinates) ? coordinates.flat(Number.POSITIVE_INFINITY) : [];
  return Math.abs(x) > 180 || Math.abs(y) > 90;
}

function* rowsOf(lines: Iterable<string>, issues: Issue[]): Generator<SourceRow> {
  let row = 0;
  for (const line of lines) {
    row++;
    const feature = parseFeature(line);
    if (feature) {
      const geometry = typeof feature.geometry === 'object' ? feature.geometry : null;
      yield { row, properties: feature.properties ?? {}, geometry };
    } else
      issues.push(
        issue('unreadable_record', { row, detail: NOT_A_FEATURE, original: { text: ownText(line.slice(0, 1000)) } }),
      );
    if (isPauseDue(issues)) yield PAUSE;
  }
}

const NOT_A_FEATURE = { zh: '该行不是 Feature', en: 'the line is not a Feature' };
