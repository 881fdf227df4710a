/** What sentences about a row call the field, or the recorded thing, that an issue names by its code. */
import { fieldWords, type Words } from './field-words.ts';
import { LAYERS, type LayerName, layerOf, POSITION } from './fields.ts';

/** Fields whose header is another in each layer, where nobody said which layer is meant; and what has no Chinese header. */
const ANY_LAYER: Readonly<Record<string, string>> = {
  ...{ key: '编码', source_id: '编号', code: '编码', name: '名称', level: '级别', kind: '类型', date: '日期' },
  ...{ from_node: '起点', to_node: '终点', river: '河道', outfall: '排污口', deadline: '时限', document: '文号' },
  wkt: 'WKT',
};

/** Things that are named by what they are and their number: `track 12`. */
const THINGS: Readonly<Record<string, string>> = {
  ...{ track: '轨迹', survey: '排查记录', outfall: '排污口', river: '河道' },
  ...{ function_zone: '水功能区', key_reach: '重点河段' },
};

const CALLED = new Map<string, Words>(
  [...Object.values(LAYERS).flatMap(({ fields }) => fields), ...POSITION].map((field) => {
    const words = fieldWords(field);
    return [field.name, { ...words, zh: ANY_LAYER[field.name] ?? words.zh }];
  }),
);

/** Several fields are written `lon, lat`. What is no field stays as it is. */
export function issueField(written: string, layer?: LayerName): Words {
  const parts = written.split(', ').map((part) => called(part, layer));
  return { zh: parts.map(({ zh }) => zh).join('、'), en: parts.map(({ en }) => en).join(', ') };
}

function called(name: string, layer?: LayerName): Words {
  const field = layer && layerOf(layer).fields.find((each) => each.name === name);
  const [, thing = '', id] = name.match(/^(\w+) (\d+)$/) ?? [];
  if (thing in THINGS) return { zh: `${THINGS[thing]} ${id}`, en: name.replaceAll('_', ' ') };
  return field ? fieldWords(field) : (CALLED.get(name) ?? { zh: name, en: name });
}
