/** Which layer a file most likely holds: by its headers, the kind of its geometry, and its name. A person decides. */
import { LAYER_NAMES, type LayerName, layerOf } from '../fields.ts';
import type { Source } from '../formats.ts';
import { recognisedFields } from '../rows/mapping.ts';

/** Words by which people name such files; they settle what headers such as 名称 leave open. */
const WORDS: Partial<Record<LayerName, RegExp>> = {
  rivers: /river|waterway|stream|河道|河流|水系/i,
  'water-bodies': /lake|water.?bod|湖|水体|水面/i,
  towns: /town|街道|乡镇|街镇|行政区/i,
  outfalls: /outfall|outlet|排污口|排口/i,
  tracks: /track|航迹|轨迹/i,
  surveys: /survey|排查|踏勘/i,
  zones: /zone|protect|保护区|红线/i,
  sewers: /sewer|pipe|管网|管线|管段/i,
  manholes: /manhole|检查井|窨井/i,
  dischargers: /discharger|enterprise|企业|污染源/i,
  sections: /section|断面/i,
  samples: /sample|监测|水质/i,
  intakes: /intake|取水/i,
  levees: /levee|dike|堤/i,
  coastline: /coast|岸线/i,
  basins: /basin|catchment|流域/i,
};

const NAMED = 2; // as much as two headers

/** Null where nothing speaks for any, or as much for several: then a person is asked instead. */
export function proposeLayer(file: string, source: Source): LayerName | null {
  const kind = kindOf(source);
  let best: { layer: LayerName | null; score: number } = { layer: null, score: 0 };
  for (const layer of LAYER_NAMES) {
    if (!fits(layer, kind)) continue;
    const named = WORDS[layer]?.test(`${file} ${source.layer ?? ''}`) ? NAMED : 0;
    const score = named + recognisedFields(layer, source);
    if (score > best.score) best = { layer, score };
    else if (score === best.score) best = { layer: null, score };
  }
  return best.layer;
}

type Kind = 'point' | 'line' | 'polygon' | 'table';

const ROWS = 50; // the first with a geometry tells

function kindOf(source: Source): Kind {
  if (source.isTable) return 'table';
  let [read, kind]: [number, Kind] = [0, 'table'];
  for (const { geometry } of source.rows()) {
    const [, word] = /(Point|Line|Polygon)/.exec(geometry?.type ?? '') ?? [];
    if (word) kind = word.toLowerCase() as Kind;
    if (word || ++read >= ROWS) break;
  }
  source.issues.length = 0;
  return kind;
}

/** A table may say a position; a line of fixes comes as points. */
function fits(layer: LayerName, kind: Kind): boolean {
  const { geometry, geometryOptional } = layerOf(layer);
  if (kind === 'table') return geometry === 'point' || geometry === 'none' || geometryOptional === true;
  if (kind === 'line') return geometry === 'line' || geometry === 'lines';
  return geometry === kind || (kind === 'point' && layer === 'tracks');
}
