/** Why something waits for a person, as people read it. */

export interface Words {
  zh: string;
  en: string;
}

/** What the sentences have figures of. */
export interface Told {
  river: string | null;
  receiving_water: string | null;
  offset_m: number | null;
  zone: string | null;
  level: string | null;
  distance_m: number | null;
  accuracy_m: number | null;
  candidates: number;
}

type Sentence = (told: Told) => Words;

const same =
  (zh: string, en: string): Sentence =>
  () => ({ zh, en });

const SENTENCES: Readonly<Record<string, Sentence>> = {
  ambiguous: ({ candidates }) => ({
    zh: `距最近两条河道相差不足 5 米，候选 ${candidates} 条`,
    en: `another river is less than 5 m farther; ${candidates} candidates`,
  }),
  name_disagrees: ({ river, receiving_water }) => ({
    zh: `登记受纳水体“${receiving_water ?? '–'}”，挂接到“${river ?? '–'}”`,
    en: `recorded receiving water ${receiving_water ?? '–'}, linked to ${river ?? '–'}`,
  }),
  unlinked: same('容差内没有河道', 'no river within the tolerance'),
  no_position: same('没有坐标', 'nobody has located it'),
  review_lost: same('河道改绘后，已核定的位置不在了', 'the river was redrawn and the decided place is gone'),
  outfall_moved: same('决定之后排污口坐标有变动', 'the outfall was moved since it was decided'),
  on_edge: ({ zone, distance_m, accuracy_m }) => ({
    zh: `距“${zone}”边界 ${metres(distance_m)} 米，在边界精度（±${accuracy_m} 米）以内`,
    en: `${metres(distance_m)} m from the boundary of ${zone}, within its accuracy (±${accuracy_m} m)`,
  }),
  receiving_outside: ({ zone, distance_m }) => ({
    zh: `受纳水体在“${zone}”内，排污口在其外 ${metres(distance_m)} 米`,
    en: `its receiving water lies in ${zone}, the outfall ${metres(distance_m)} m outside`,
  }),
  conduit_outside: ({ zone, distance_m }) => ({
    zh: `管道进入“${zone}”，排污口在其外 ${metres(distance_m)} 米`,
    en: `its conduit touches ${zone}, the outfall is ${metres(distance_m)} m outside`,
  }),
  link_doubtful: ({ zone }) => ({
    zh: `与“${zone}”的关系所依据的挂接待核`,
    en: `the link that the relation to ${zone} rests on waits for a review`,
  }),
  boundary_moved: ({ zone }) => ({
    zh: `决定之后“${zone}”边界有变动`,
    en: `the boundary of ${zone} moved since it was decided`,
  }),
  river_changed: same('决定之后挂接的河道变了', 'it is linked to another river since it was decided'),
  flag_gone: ({ zone }) => ({
    zh: `已确认的“${zone}”标记不再成立`,
    en: `the confirmed flag with ${zone} does not hold any more`,
  }),
  near_duplicate: same('不同批次中的疑似重复', 'may be one outfall, from different batches'),
};

/** Words of reasons that have no sentence here stay as they are. */
export function reasonWords(reasons: readonly string[], told: Told): Words {
  const sentences = reasons.map((reason) => SENTENCES[reason]?.(told) ?? { zh: reason, en: reason });
  return { zh: sentences.map(({ zh }) => zh).join('；'), en: sentences.map(({ en }) => en).join('; ') };
}

function metres(value: number | null): string {
  return value === null ? '–' : Math.abs(value).toFixed(1);
}

export const CONSEQUENCES: Readonly<Record<string, Words>> = {
  drinking_water_1: { zh: '一级饮用水水源保护区', en: 'drinking water, level 1' },
  drinking_water_2: { zh: '二级饮用水水源保护区', en: 'drinking water, level 2' },
  drinking_water_quasi: { zh: '准保护区', en: 'drinking water, quasi' },
  other_zone: { zh: '自然保护地等', en: 'nature or special area' },
  near_zone: { zh: '保护区 1 km 以内', en: 'within 1 km of a zone' },
  none: { zh: '附近无保护区', en: 'no zone near' },
};
