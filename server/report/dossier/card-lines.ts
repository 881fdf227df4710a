/** The link, the zones and the merged records of one outfall as lines a person reads on a terminal, with the evidence for each. */
import type { ZoneEvidence } from '../drinking-water/read-rows.ts';
import { DATE_WORDS, DECISION_WORDS, GAP_WORDS, LEVEL_WORDS, RELATION_WORDS, wordOf } from '../drinking-water/words.ts';
import type { MergedRecord } from '../merged-records.ts';
import type { OutfallCard } from '../outfall-card.ts';
import type { CardLine } from '../surroundings/lines.ts';
import type { OutfallFlag } from './outfall-flags.ts';
import { type Candidate, LINK_WORDS, ZONE_KIND_WORDS } from './words.ts';

type Language = 'zh' | 'en';
type Part = string | null | false;

const LANGUAGES = ['zh', 'en'] as const;
const joined = (parts: readonly Part[]): string => parts.filter((part) => part).join(' · ');
const metres = (value: number | null): string => (value === null ? '–' : `${value.toFixed(3)} m`);

/** What the link rests on, then each river that was considered. */
export function linkLines(link: OutfallCard['link']): CardLine[] {
  if (!link) return [];
  const candidates = link.candidates as Candidate[];
  return [
    line('link.evidence', { zh: '挂接依据', en: 'link rests on' }, (language) => evidenceOf(link, language)),
    ...candidates.map((candidate, i) =>
      line(`link.candidate.${i + 1}`, { zh: `候选 ${i + 1}`, en: `candidate ${i + 1}` }, (language) =>
        candidateOf(candidate, candidate.route === link.route, language),
      ),
    ),
  ];
}

/** Each record merged into the outfall, with its codes; its history stays under its own id. */
export function recordLines(records: readonly MergedRecord[]): CardLine[] {
  return records.map(({ id, code, code_province, source_id, name, surveyed_on, batches }, i) =>
    line(`record.${i + 1}`, { zh: `并入记录 ${id}`, en: `record ${id} merged into it` }, (language) =>
      joined([
        code,
        code_province,
        source_id,
        name,
        surveyed_on,
        `${language === 'zh' ? '批次' : 'batch'} ${batches.join(', ')}`,
      ]),
    ),
  );
}

function line(field: string, label: CardLine['label'], say: (language: Language) => string): CardLine {
  const [zh, en] = LANGUAGES.map(say);
  return { field, label, value: { zh, en } };
}

function evidenceOf(link: NonNullable<OutfallCard['link']>, language: Language): string {
  const word = (code: string | null) => code !== null && wordOf(LINK_WORDS, code)[language];
  const isChinese = language === 'zh';
  return joined([
    word(link.status),
    word(link.reason),
    link.confidence !== null && `${isChinese ? '可信度' : 'confidence'} ${word(link.confidence)}`,
    link.route === null &&
      (isChinese ? '未挂接到河道，受纳水体未核查' : 'linked to no river: its water is not checked'),
    link.distance_m !== null && `${isChinese ? '距水体' : 'to the water'} ${metres(link.distance_m)}`,
    link.offset_m !== null && `${isChinese ? '偏距' : 'offset'} ${metres(link.offset_m)}`,
  ]);
}

function candidateOf(candidate: Candidate, isChosen: boolean, language: Language): string {
  const { river, route, measure_m, distance_m, offset_m, bank, agrees } = candidate;
  const isChinese = language === 'zh';
  return joined([
    `${river ?? (isChinese ? '无名' : 'unnamed')} (${isChinese ? '线路' : 'route'} ${route})`,
    `${isChinese ? '桩号' : 'measure'} ${metres(measure_m)}`,
    `${isChinese ? '距水体' : 'to the water'} ${metres(distance_m)}`,
    `${isChinese ? '偏距' : 'offset'} ${metres(offset_m)}`,
    bank !== null && wordOf(LINK_WORDS, bank)[language],
    agrees && (isChinese ? '名称相符' : 'name agrees'),
    isChosen && (isChinese ? '选定' : 'chosen'),
  ]);
}

/** Per zone touched, and per kind that none is touched of: clear with the nearest, or why nobody can say. */
export function flagLines(flags: readonly OutfallFlag[]): CardLine[] {
  return flags.map((flag) =>
    line(`flags.${flag.kind}`, wordOf(ZONE_KIND_WORDS, flag.kind), (language) => flagText(flag, language)),
  );
}

function flagText({ kind, state, reason, doubts, zone }: OutfallFlag, language: Language): string {
  const isChinese = language === 'zh';
  const gap = (code: string) => wordOf(GAP_WORDS, code === 'layer_not_loaded' ? 'kind_not_loaded' : code)[language];
  return joined([
    state === 'touches' ? (isChinese ? '相关' : 'touches') : RELATION_WORDS[state][language],
    reason !== null && gap(reason),
    doubts.length > 0 && `${isChinese ? '存疑' : 'in doubt'}: ${doubts.map(gap).join(isChinese ? '、' : ', ')}`,
    zone !== null && state !== 'touches' && (isChinese ? '最近' : 'nearest'),
    ...(zone === null ? [] : zoneParts(zone, kind, language)),
  ]);
}

function zoneParts(zone: ZoneEvidence, kind: string, language: Language): Part[] {
  const isChinese = language === 'zh';
  const inside = isChinese ? ['界内', '界外'] : ['inside by', 'outside by'];
  const along = (mm: number | null, zh: string, en: string) => mm !== null && `${isChinese ? zh : en} ${metres(mm)}`;
  const unknownLevel = kind === 'drinking_water' ? 'other' : null;
  const level = zone.level ?? unknownLevel;
  return [
    zone.zone,
    level !== null && wordOf(LEVEL_WORDS, level)[language],
    zone.relations.map((relation) => relationOf(zone, relation, language)).join(isChinese ? '、' : ', '),
    zone.distance_m !== null &&
      `${inside[zone.distance_m < 0 ? 0 : 1]} ${metres(Math.abs(zone.distance_m))} (±${zone.accuracy_m} m)`,
    along(zone.river_up_m, '沿河上游', 'upstream'),
    along(zone.river_down_m, '沿河下游', 'downstream'),
    `${isChinese ? '图层' : 'layer'} ${layerDay(zone, language)}`,
    zone.document ?? (isChinese ? '未记录划定文件' : 'no document recorded'),
    zone.authority,
  ];
}

/** With what was decided about it on review, while that holds. */
function relationOf(
  { conduits, decisions }: ZoneEvidence,
  relation: ZoneEvidence['relations'][number],
  language: Language,
) {
  const decided = decisions.find((each) => each.relation === relation);
  const by = relation === 'conduit' && conduits.length > 0 ? ` (${conduits.join(', ')})` : '';
  const said = `${wordOf(RELATION_WORDS, relation)[language]}${by}`;
  return decided ? `${said} (${wordOf(DECISION_WORDS, decided.decision)[language]} ${decided.decided_on})` : said;
}

/** A day that is not the layer's own says so. */
function layerDay({ layer_date: day, layer_date_from: from }: ZoneEvidence, language: Language): string {
  if (day === null) return language === 'zh' ? '日期未知' : 'date not known';
  return from === null || from === 'layer' ? day : `${day} (${wordOf(DATE_WORDS, from)[language]})`;
}
