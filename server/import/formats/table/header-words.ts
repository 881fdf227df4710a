/** Words by which a row shows that it heads a table: names of fields, units; and those by which it shows that it does not. */
import type { Field } from '../../field.ts';
import { LAYERS, POSITION } from '../../fields.ts';
import { plainHeader } from '../../rows/mapping.ts';

let named: Map<string, Field[]> | undefined;

/** The fields of any layer that go by a header. */
function fieldsNamed(header: string): readonly Field[] {
  named ??= fieldsByName();
  return named.get(plainHeader(header)) ?? [];
}

/** A unit in brackets behind it is not of the name. */
const bare = (header: string) => header.normalize('NFKC').replace(/[([][^)\]]*[)\]]$/, '');

function fieldsByName(): Map<string, Field[]> {
  const byName = new Map<string, Field[]>();
  const layers: { fields: readonly Field[] }[] = Object.values(LAYERS);
  for (const field of [...layers.flatMap(({ fields }) => fields), ...POSITION])
    for (const header of [field.name, ...field.headers]) {
      const plain = plainHeader(header);
      byName.set(plain, [...(byName.get(plain) ?? []), field]);
    }
  return byName;
}

export function namesField(text: string): boolean {
  return fieldsNamed(text).length > 0;
}

/** 经度 and lon, 名称 and name. */
export function nameSameField(one: string, other: string): boolean {
  const fields = [one, bare(one)].flatMap(fieldsNamed);
  return [other, bare(other)].flatMap(fieldsNamed).some((field) => fields.includes(field));
}

/** 疑似 under 核实状态. */
export function isValueUnder(header: string, text: string): boolean {
  const plain = plainHeader(text);
  return fieldsNamed(header).some(({ values = {} }) =>
    Object.entries(values).some(([value, words]) => [value, ...words].some((word) => plainHeader(word) === plain)),
  );
}

const ONE_UNIT = new RegExp(
  `^(${[
    '[kcm]?m(\\^?[23])?|hm2|ha|[kmuμn]?g|[km]?l|k?t|[mk]v|[mμu]?s|min|h|d|a|cm|ntu|ppm|°c?|度|摄氏度|%|‰',
    '(10\\^?\\d+|[十百千万亿]+)?(平方|立方)?(公里|千米|厘米|毫米|米)|[千万亿]*(吨|升|元|人|户|亩)|公顷|(千|毫|微)?克|毫升',
    '秒|分钟|分|小时|天|日|年|个|座|处|条|位|无量纲|单位|unit',
  ].join('|')})$`,
);

/** 米, (km), m³/s, 单位：t/d. */
export function isUnit(text: string): boolean {
  const bare = text.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  const parts = bare
    .replace(/^[([](.+)[)\]]$/, '$1')
    .replace(/^单位:/, '')
    .split(/[/·]/);
  return parts.every((part) => ONE_UNIT.test(part));
}

/** A column of units has units as data. */
export function isUnitColumn(header: string): boolean {
  return /单位|量纲|unit/i.test(header);
}

/** What stands in a cell where there is nothing to say: in a row of units too. */
export function isDash(text: string): boolean {
  return /^[-–—―－/／\\.·]+$/.test(text);
}

/** Numbers, measures (K3+000), and the words of those who have none: no name of a column begins so. */
export function isDatum(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return /^([-+<>≤≥~]*\.?\d|k\d)/i.test(plain) || NO_VALUE.test(plain);
}

const NO_VALUE =
  /^(暂?无|没有|[未待].{1,4}|不[详明清定适].{0,2}|缺[失测]?|空|略|\?+|null|none|nan|na|n\/a|nd|nil|unknown|tbd|missing)$/i;
