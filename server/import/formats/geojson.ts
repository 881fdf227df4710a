/** GeoJSON (RFC 7946) with the legacy `crs` member of 2008 honoured; a feature in memory at a time. */
import type { Format, OpenFile, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import { isPauseDue, PAUSE } from '../pause.ts';
import type { SourceGeometry, SourceRow } from '../request.ts';
import { turn } from '../turn.ts';
import { FeatureColumns } from './feature-columns.ts';
import { TooDeep, TooLong } from './json/cursor.ts';
import { DEEPEST_JSON } from './json/depth.ts';
import { JsonFault, parseValue, sentenceOf } from './json/fault.ts';
import { type Part, partsOf } from './json/features.ts';
import { nestedTooDeep, unreadable } from './refusals.ts';
import { decodeChunks, detectEncoding, startOf } from './text.ts';

export const geojson: Format = {
  name: 'GeoJSON',
  extensions: ['.geojson', '.json'],
  isOneLayer: true,
  looksLike: (head) => /^[\s\ufeff]*\{/.test(startOf(head, 400)),
  async open(file) {
    const parts = await partsIn(file);
    const { root, features, columns, total } = await survey(file.name, parts);
    const issues: Issue[] = [];
    const values = root.type === 'Feature' ? () => [root] : () => valuesOf(features ?? parts.all());
    return {
      layer: typeof root.name === 'string' ? root.name : null,
      columns: [...columns],
      crs: crsOf(root),
      isTable: false,
      total,
      issues,
      rows: () => parts.refusing(rowsOf(values(), issues)),
    } satisfies Source;
  },
};

const LIMITS = {
  depth: DEEPEST_JSON - 2, // the root and its features are around each
  length: 50_000_000, // characters, as of a line: a polygon of a million vertices has 40 million
};

interface Parts {
  /** From the start at every call. */
  all(): Iterable<Part>;
  /** Items drawn from the parts, with what is wrong with the text said as a refusal. */
  refusing<Item>(items: Iterable<Item>): Generator<Item>;
}

async function partsIn(file: OpenFile): Promise<Parts> {
  const encoding = await detectEncoding(file.chunks);
  const texts = () => decodeChunks(file.chunks(), encoding);
  return {
    all: () => partsOf(texts(), LIMITS),
    *refusing(items) {
      try {
        yield* items;
      } catch (cause) {
        throw refusalOf(file.name, cause, texts);
      }
    },
  };
}

function refusalOf(name: string, cause: unknown, texts: () => Iterable<string>): unknown {
  if (cause instanceof TooDeep) return nestedTooDeep(name, DEEPEST_JSON);
  if (cause instanceof TooLong)
    return unreadable(name, {
      zh: `单个要素超过 ${LIMITS.length} 个字符`,
      en: `a feature has more than ${LIMITS.length} characters`,
    });
  return cause instanceof JsonFault ? unreadable(name, sentenceOf(cause, texts()), cause) : cause;
}

interface Survey {
  /** The members that mean something here, those of a lone Feature included. */
  root: Record<string, unknown>;
  columns: Set<string>;
  total: number;
  /** The features' texts of a small file, so that it is decoded once. */
  features: Part[] | undefined;
}

const KEPT = 64_000_000; // characters of text that are kept: at most 128 MB; parsed they would be six times that
const TURN = 1000; // features between two turns of the event loop: a few milliseconds
const MEMBERS = new Set(['type', 'crs', 'name', 'properties', 'geometry', 'features']);

/** Columns can appear in any feature and `crs` behind them all: the file is read once for both. */
async function survey(name: string, parts: Parts): Promise<Survey> {
  const root: Record<string, unknown> = {};
  const columns = new FeatureColumns(name);
  let features: Part[] | undefined = [];
  let [total, length] = [0, 0];
  for (const part of parts.refusing(surveyed(parts.all(), columns, root))) {
    if (part.member !== null) continue;
    if (++total % TURN === 0) await turn();
    length += part.text.length;
    if (length > KEPT) features = undefined;
    features?.push(part);
  }
  if (root.type === 'Feature') return { root, columns: columnsOf(root), total: 1, features };
  if (root.type === 'FeatureCollection' && Array.isArray(root.features))
    return { root, columns: columns.names, total, features };
  throw unreadable(name, { zh: '不是 FeatureCollection', en: 'it is not a FeatureCollection' });
}

function* surveyed(parts: Iterable<Part>, columns: FeatureColumns, root: Record<string, unknown>): Generator<Part> {
  for (const part of parts) {
    if (part.member === null) {
      if (!columns.knows(part.text)) columns.add((parseValue(part.text, part.at) as Feature | null)?.properties);
    } else {
      // of a member said twice JSON takes the second; features came out already
      if (part.member === 'features' && root.features) throw new JsonFault(part.at, '"features" comes twice');
      const value = parseValue(part.text, part.at);
      if (MEMBERS.has(part.member)) root[part.member] = value;
    }
    yield part;
  }
}

function columnsOf({ properties }: Record<string, unknown>): Set<string> {
  return new Set(isRecord(properties) ? Object.keys(properties) : []);
}

/**
 * The legacy member of 2008, or the code of its forerunner; without it the standard says WGS 84 longitude and latitude.
 * A link or anything else is given as it stands, to be refused unless --crs says better.
 */
function crsOf(root: Record<string, unknown>): string | null {
  const crs = root.crs as { type?: unknown; properties?: { name?: unknown; code?: unknown } } | null | undefined;
  if (crs === undefined || crs === null) return null;
  const { name, code } = crs.properties ?? {};
  if (typeof name === 'string') return name;
  if (crs.type === 'EPSG' && /^\d{4,6}$/.test(String(code))) return `EPSG:${code}`;
  return `crs ${
    Object.keys(crs.properties ?? {})
      .join(', ')
      .slice(0, 100) || 'without a name'
  }`;
}

interface Feature {
  type: 'Feature';
  properties: Record<string, unknown> | null;
  geometry: SourceGeometry | null;
}

function* valuesOf(parts: Iterable<Part>): Generator<unknown> {
  for (const { member, text, at } of parts) if (member === null) yield parseValue(text, at);
}

function* rowsOf(values: Iterable<unknown>, issues: Issue[]): Generator<SourceRow> {
  let row = 0;
  for (const value of values) {
    row++;
    const feature = value as Feature | null;
    if (feature?.type === 'Feature') {
      const geometry = typeof feature.geometry === 'object' ? feature.geometry : null;
      yield { row, properties: isRecord(feature.properties) ? feature.properties : {}, geometry };
    } else issues.push(issue('unreadable_record', { row, detail: { zh: '不是 Feature', en: 'it is not a Feature' } }));
    if (isPauseDue(issues)) yield PAUSE;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
