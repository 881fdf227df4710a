/** What lies around outfalls, found by the code or name that cards, lists and traces call it by: as SQL, one part for each kind. */

interface Thing {
  /** Public view of schema atlas: what it does not show is not searched. */
  view: string;
  /** Layer that a share must have. */
  layer: string;
  codes: readonly string[]; // the first that is there is shown
  name: string | null;
  /** What tells two of the same name apart. */
  detail: string | null;
}

const THINGS = {
  zone: { view: 'zones', layer: 'zones', codes: ['key'], name: 'name', detail: null },
  section: { view: 'sections', layer: 'sections', codes: ['code', 'source_id'], name: 'name', detail: 'river' },
  intake: { view: 'intakes', layer: 'intakes', codes: ['code', 'source_id'], name: 'name', detail: 'river' },
  discharger: { view: 'dischargers', layer: 'dischargers', codes: ['source_id'], name: 'name', detail: 'outfall' },
  conduit: { view: 'conduits', layer: 'conduits', codes: ['source_id'], name: 'name', detail: 'outfall' },
  sewer: { view: 'sewers', layer: 'sewers', codes: ['source_id'], name: null, detail: 'outfall' },
  manhole: { view: 'manholes', layer: 'manholes', codes: ['source_id'], name: null, detail: null },
} as const satisfies Record<string, Thing>;

export type ThingKind = keyof typeof THINGS;
export const THING_KINDS = Object.keys(THINGS) as ThingKind[];

/** SQL: hyphens and spaces in a code do not matter. */
export const plainCode = (sql: string): string => `lower(translate(${sql}, '- ', ''))`;
/** Most things have a number alone: they are not looked through for words without a digit. */
const HAS_DIGIT = "w.code ~ '[0-9]'";
const any = (conditions: readonly string[]) => conditions.map((each) => `coalesce(${each}, false)`).join(' or ');

/** Rows of `hit`, of what `wanted` has as `text` and as `code`; codes are found from their beginning, names anywhere. */
function partOf(kind: ThingKind): string {
  const { view, codes, name, detail }: Thing = THINGS[kind];
  const ofCodes = (test: (code: string) => string) => codes.map((column) => test(plainCode(`t.${column}`)));
  const ofName = (test: (name: string) => string) => (name === null ? [] : [test(`lower(t.${name})`)]);
  const begins = ofCodes((code) => `starts_with(${code}, w.code)`);
  return `
       select '${kind}', t.id, coalesce(${codes.map((column) => `t.${column}`)}), ${name === null ? 'null' : `t.${name}`},
              ${detail === null ? 'null' : `t.${detail}`},
              ${any([...ofCodes((code) => `${code} = w.code`), ...ofName((each) => `${each} = w.text`)])},
              ${any([...begins, ...ofName((each) => `starts_with(${each}, w.text)`)])}, box2d(t.geom)
         from wanted w join atlas.${view} t on t.district = $1${name === null ? ` and ${HAS_DIGIT}` : ''}
        where ${any([...begins, ...ofName((each) => `strpos(${each}, w.text) > 0`)])}`;
}

/** For all kinds that may be known, each after a `union all`. */
export const thingParts = (layers: readonly string[] | null): string =>
  THING_KINDS.filter((kind) => layers?.includes(THINGS[kind].layer) !== false)
    .map((kind) => `       union all${partOf(kind)}`)
    .join('\n');
