/** GeoJSON (RFC 7946) with the legacy `crs` member of 2008 honoured. */
import type { Format, Source } from '../formats.ts';
import { type Issue, issue } from '../issues.ts';
import type { SourceGeometry, SourceRow } from '../request.ts';
import { DEEPEST_JSON, nestsDeeperThan } from './json-depth.ts';
import { jsonError } from './json-error.ts';
import { nestedTooDeep, unreadable } from './refusals.ts';
import { decodeText, startOf } from './text.ts';

interface Feature {
  type: 'Feature';
  id?: string | number;
  properties: Record<string, unknown> | null;
  geometry: SourceGeometry | null;
}

export const geojson: Format = {
  name: 'GeoJSON',
  extensions: ['.geojson', '.json'],
  looksLike: (head) => /^[\s\ufeff]*\{/.test(startOf(head, 400)),
  async open(file) {
    const root = parse(file.name, decodeText(await file.bytes()).text);
    return sourceOf(featuresOf(file.name, root), crsOf(root), typeof root.name === 'string' ? root.name : null);
  },
};

function parse(name: string, text: string): Record<string, unknown> {
  if (nestsDeeperThan(text, DEEPEST_JSON)) throw nestedTooDeep(name, DEEPEST_JSON);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(name, jsonError(text, cause), cause);
  }
}

function featuresOf(name: string, root: Record<string, unknown>): unknown[] {
  if (root.type === 'FeatureCollection' && Array.isArray(root.features)) return root.features;
  if (root.type === 'Feature') return [root];
  throw unreadable(name, { zh: '不是 FeatureCollection', en: 'it is not a FeatureCollection' });
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

function sourceOf(features: unknown[], crs: string | null, layer: string | null): Source {
  const issues: Issue[] = [];
  const columns = columnsOf(features);
  return { layer, columns, crs, isTable: false, total: features.length, issues, rows: () => rowsOf(features, issues) };
}

function columnsOf(features: unknown[]): string[] {
  const names = new Set<string>();
  for (const feature of features) for (const name in (feature as Feature | null)?.properties ?? {}) names.add(name);
  return [...names];
}

function* rowsOf(features: unknown[], issues: Issue[]): Generator<SourceRow> {
  for (let i = 0; i < features.length; i++) {
    const feature = features[i] as Feature | null;
    if (feature?.type === 'Feature') {
      const geometry = typeof feature.geometry === 'object' ? feature.geometry : null;
      yield { row: i + 1, properties: isRecord(feature.properties) ? feature.properties : {}, geometry };
    } else
      issues.push(
        issue('unreadable_record', { row: i + 1, detail: { zh: '不是 Feature', en: 'it is not a Feature' } }),
      );
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
