/** The colours of Outfall Atlas, light and dark: the one source of the page's CSS and of the map style. */

export type Theme = 'light' | 'dark';

/** Each token as [light, dark]; the names become `--oa-…` in CSS. */
const PAIRS = {
  paper: ['#F4F2EB', '#121C22'],
  outside: ['#E9E7DF', '#0D151A'],
  'town-0': ['#F5F2EA', '#152027'],
  'town-1': ['#EFF1E9', '#17242A'],
  'town-2': ['#F3EFEB', '#1A2329'],
  'town-3': ['#EEF0EE', '#15242B'],
  'town-4': ['#F5F1E6', '#182228'],
  'town-edge': ['#8C8478', '#5F6B70'],
  'town-label': ['#7B7468', '#8E9AA0'],
  'town-latin': ['#8A8377', '#7C888E'],
  'district-edge': ['#5B554B', '#9AA7B0'],
  water: ['#CFE4EC', '#1B3947'],
  shore: ['#8FBACB', '#30586A'],
  'water-label': ['#1D5A78', '#9CCBE0'],
  'water-latin': ['#41748F', '#7FAFC4'],
  casing: ['#FBFAF6', '#121C22'],
  'label-halo': ['#F7F5EF', '#121C22'],
  covered: ['#2A86A8', '#57B4D0'],
  'under-water': ['#1B5C78', '#8CCBE2'],
  gap: ['#D8430F', '#FF7A3D'],
  'gap-text': ['#BC380A', '#FF8A54'],
  'gap-glow': ['#F7C9B2', '#5B2A16'],
  duplicate: ['#101C2E', '#F3F0FF'],
  lost: ['#5B3FD6', '#9D7BFF'],
  zone: ['#9B2A6F', '#B85FA8'],
  industrial: ['#5A3A22', '#E8B48A'],
  wwtp: ['#0E5560', '#7FD6DE'],
  agricultural: ['#76861A', '#C5D65A'],
  other: ['#66717A', '#B4BEC6'],
  'in-work': ['#D99A00', '#F2C14B'],
  suspect: ['#66717A', '#9AA7B0'],
  sanitary: ['#7A4A2B', '#D0A078'],
  storm: ['#5B7FA6', '#8FB3DA'],
  pass: ['#2B7A4B', '#6FCF97'],
  fail: ['#9E1B12', '#FF7B6B'],
  consult: ['#8A5F00', '#F2B84B'],
  'not-checked': ['#5E6A74', '#9AA7B0'],
  'pass-ground': ['#E6F1EA', '#173127'],
  'fail-ground': ['#F8E7E4', '#3A1F1D'],
  'consult-ground': ['#F8EFD9', '#352A15'],
  'not-checked-ground': ['#EFF0F1', '#223038'],
  'ink-1': ['#16242C', '#E8EEF1'],
  'ink-2': ['#4B5A63', '#B3C0C7'],
  'ink-3': ['#66727A', '#90A0A8'],
  panel: ['#FFFFFF', '#16222A'],
  'panel-2': ['#F7F6F2', '#1B2932'],
  line: ['#E1DED5', '#263740'],
  'line-2': ['#CFCBC0', '#34474F'],
  track: ['#E6E4DC', '#22313A'],
  accent: ['#0E4F6B', '#8CCBE2'],
  'accent-ground': ['#E3EEF2', '#1D333E'],
  'on-accent': ['#FFFFFF', '#10202A'],
  selection: ['#FFD84A', '#FFD84A'],
} as const satisfies Record<string, readonly [light: string, dark: string]>;

export type Token = keyof typeof PAIRS;
export type Palette = Readonly<Record<Token, string>>;

const pick = (column: 0 | 1): Palette =>
  Object.fromEntries(Object.entries(PAIRS).map(([name, pair]) => [name, pair[column]])) as Palette;

/** Every token's colour per theme, `#RRGGBB`. */
export const PALETTES: Readonly<Record<Theme, Palette>> = { light: pick(0), dark: pick(1) };

/** How a map is drawn: on screen by theme, or on paper. */
export type Look = Theme | 'print';

const WHITE = '#FFFFFF';
/** On paper the ground is the paper; what has a value keeps its colour and is darker, for grey printers. */
const PRINT: Palette = {
  ...PALETTES.light,
  ...{ paper: WHITE, outside: WHITE, casing: WHITE, 'label-halo': WHITE },
  ...{ 'town-0': WHITE, 'town-1': WHITE, 'town-2': WHITE, 'town-3': WHITE, 'town-4': WHITE },
  ...{
    covered: '#1F6F8E',
    'town-label': '#5B554B',
    'town-latin': '#6B655B',
    'water-latin': '#2F6580',
    'town-edge': '#6B655B',
  },
};

export const LOOKS: Readonly<Record<Look, Palette>> = { ...PALETTES, print: PRINT };

/** Type stacks: Hei (sans) for the page and places, Song (serif) for water, as Chinese maps do. */
export const SANS = [
  'PingFang SC',
  'HarmonyOS Sans SC',
  'MiSans',
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Microsoft YaHei',
  'system-ui',
  'sans-serif',
] as const;
export const SERIF = ['Songti SC', 'Noto Serif CJK SC', 'Noto Serif SC', 'SimSun', 'serif'] as const;
