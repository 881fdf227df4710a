/** A small file of every layer as a bureau would keep it: a CSV with Chinese headers, a changed cell, and what must be there before. */
import type { Database } from '../../server/db/database.ts';
import { derive } from '../../server/district/derive/derive.ts';
import { type LayerName, layerOf } from '../../server/import/fields.ts';
import { importFile } from '../../server/import/import.ts';
import type { BatchReport } from '../../server/import/request.ts';
import { fileOf } from '../import/files.ts';

export interface LayerFile {
  layer: LayerName;
  /** Lines of the CSV, the header first. */
  lines: string[];
  /** A text of the second line and what it becomes. */
  change: [from: string, to: string];
  /** Layers imported before. */
  after: LayerName[];
  /** Members of the first row's OGC feature once all is in. */
  feature: Record<string, unknown>;
  /** Where it is not the layer's own name; null where the layer is not public. */
  collection?: string | null;
}

const square = (x: number, y: number) =>
  `"POLYGON((121.${x} 31.${y}, 121.${x + 1} 31.${y}, 121.${x + 1} 31.${y + 1}, 121.${x} 31.${y}))"`;
const line = (y: number) => `"LINESTRING(121.10 31.${y}, 121.12 31.${y})"`;

const file = (
  layer: LayerName,
  lines: string[],
  change: LayerFile['change'],
  feature: LayerFile['feature'],
  more: Partial<LayerFile> = {},
): LayerFile => ({ layer, lines, change, feature, after: [], ...more });

export const LAYER_FILES: readonly LayerFile[] = [
  file(
    'rivers',
    ['河道编码,河道名称,管理级别,wkt', `R1,青浦塘,区管,${line(10)}`, `R2,白果河,镇级,${line(20)}`],
    ['区管', '市管'],
    { river_key: 'R1', name: '青浦塘', level: 'district' },
  ),
  file(
    'towns',
    ['街镇代码,街镇名称,wkt', `T1,夏阳街道,${square(10, 10)}`, `T2,盈浦街道,${square(14, 10)}`],
    ['夏阳', '夏陽'],
    {
      key: 'T1',
      name: '夏阳街道',
    },
  ),
  file('water-bodies', ['水体编码,水体名称,水体类型,wkt', `L1,淀山湖,湖泊,${square(20, 20)}`], ['湖泊', '坑塘'], {
    key: 'L1',
    kind: 'lake',
  }),
  file(
    'outfalls',
    [
      '排污口编码,排污口名称,排污口类型,经度,纬度',
      'FA-999118-0001-QT-00,一号口,其他排口,121.11,31.1001',
      'FA-999118-0002-GY-00,二号口,工业排污口,121.115,31.1001',
    ],
    ['其他排口', '农业排口'],
    { code: 'FA-999118-0001-QT-00', type: 'other' },
    { after: ['rivers'] },
  ),
  file(
    'tracks',
    ['轨迹编号,排查方式,排查手段,排查日期,wkt', `K1,水上,无人机,2022-05-06,${line(10)}`],
    ['无人机', '无人船'],
    {},
    { after: ['rivers'], collection: null },
  ),
  file(
    'surveys',
    ['编号,河道名称,排查方式,排查日期', 'S1,青浦塘,水上,2022-05-06'],
    ['2022-05-06', '2022-05-07'],
    { river: '青浦塘', mode: 'above_water' },
    { after: ['rivers'] },
  ),
  file(
    'zones',
    [
      '保护区编码,保护区名称,保护区类型,保护区级别,批复文号,数据日期,wkt',
      `Z1,太浦河水源地,饮用水水源保护区,一级,沪府规〔2021〕7号,2021-12-01,${square(30, 10)}`,
    ],
    ['一级', '准保护区'],
    { kind: 'drinking_water', level: '1', document: '沪府规〔2021〕7号', layer_date: '2021-12-01' },
  ),
  file(
    'function-zones',
    ['编号,水功能区名称,河道编码,起点里程,终点里程,水质目标', 'W1,青浦塘景观用水区,R1,0,1500,Ⅳ类'],
    ['Ⅳ类', 'Ⅲ类'],
    { target_class: 4, from_m: 0, to_m: 1500 },
    { after: ['rivers'] },
  ),
  file(
    'sewers',
    ['编号,管道类型,起点井号,终点井号,管径,材质,wkt', `P1,雨污合流,J1,J2,800×600,混凝土,${line(11)}`],
    ['混凝土', 'HDPE'],
    { kind: 'combined', size: '800×600', material: '混凝土' },
  ),
  file('manholes', ['井号,井类型,井深(m),地面高程,经度,纬度', 'J1,检查井,2.5,3.85,121.11,31.11'], ['2.5', '2.6'], {
    kind: '检查井',
    depth_m: 2.5,
    ground_m: 3.85,
  }),
  file(
    'dischargers',
    [
      '编号,企业名称,统一社会信用代码,排污许可证编号,行业类别,排污口编码,经度,纬度',
      'D1,某印染厂,91310118MA0000000X,91310118MA0000000X001P,纺织业,FA-999118-0001-QT-00,121.12,31.11',
    ],
    ['纺织业', '食品制造业'],
    { name: '某印染厂', industry: '纺织业' },
    { after: ['rivers', 'outfalls'] },
  ),
  file('parks', ['园区编码,园区名称,园区级别,wkt', `P1,青浦工业园区,市级,${square(40, 10)}`], ['市级', '国家级'], {
    key: 'P1',
    level: 'municipal',
  }),
  file(
    'venues',
    ['场馆编码,场馆名称,场馆类型,完成时限,经度,纬度', 'V1,东方体育馆,赛事场馆,2023-08-31,121.13,31.12'],
    ['2023-08-31', '2023-07-31'],
    {
      kind: 'venue',
      deadline: '2023-08-31',
    },
  ),
  file(
    'residential',
    ['小区编码,小区名称,居住区类型,人口,wkt', `X1,桂花苑,住宅小区,"1,280",${square(50, 10)}`],
    ['"1,280"', '"1,300"'],
    { kind: 'estate', population: 1280 },
  ),
  file(
    'sites',
    ['工地编号,工地名称,类型,建设状态,经度,纬度', 'G1,滨河花园二期,建筑工地,在建,121.14,31.12'],
    ['在建', '竣工'],
    {
      kind: 'construction_site',
      stage: 'in_work',
    },
  ),
  file(
    'conduits',
    ['编号,通道类型,排污口编码,起点,终点,wkt', `C1,箱涵,FA-999118-0001-QT-00,某印染厂,青浦塘,${line(12)}`],
    ['箱涵', '隧洞'],
    { kind: 'culvert', outfall: 'FA-999118-0001-QT-00', outfall_id: 1 },
    { after: ['rivers', 'outfalls'] },
  ),
  file(
    'sewer-service-areas',
    ['片区编码,片区名称,污水处理厂,wkt', `A1,城南片区,青浦第二污水处理厂,${square(60, 10)}`],
    ['青浦第二', '青浦第三'],
    { key: 'A1', plant: '青浦第二污水处理厂' },
  ),
  file(
    'sections',
    [
      '断面编码,断面名称,控制级别,所在河流,水质目标,经度,纬度',
      'DM1,青浦塘大桥,国控,青浦塘,Ⅲ类,121.105,31.10',
      'DM2,白果坪,市控,白果河,Ⅳ,121.105,31.20',
    ],
    ['国控', '省控'],
    { level: 'national', river_id: 1, target_class: 3, latest_class: null },
    { after: ['rivers'] },
  ),
  file(
    'section-samples',
    [
      '断面名称,监测日期,pH,溶解氧(mg/L),高锰酸盐指数,氨氮,总磷,总氮,水质类别',
      '青浦塘大桥,2022-06-01,7.42,6.1,4.2,0.61,0.12,2.3,Ⅲ类',
      '白果坪,2022/6/2,8.0,3.2,7.1,1.4,0.21,3.1,Ⅳ',
    ],
    ['7.42', '7.43'],
    { section: '青浦塘大桥', ph: 7.42, do_mg_l: 6.1, codmn_mg_l: 4.2, nh3n_mg_l: 0.61, class: 3, target_class: 3 },
    { after: ['rivers', 'sections'] },
  ),
  file(
    'samples',
    [
      '排污口编码,采样日期,监测类型,pH值,COD(mg/L),氨氮(mg/L),总磷,流量(m³/d)',
      'FA-999118-0001-QT-00,2022-06-01,快检,7.1,48,3.2,0.4,120.5',
      'FA-999118-0002-GY-00,2022-06-02,实验室,6.8,61,5.1,0.6,',
    ],
    ['7.1', '7.2'],
    { outfall_id: 1, kind: 'quick', ph: 7.1, cod_mg_l: 48, flow_m3_d: 120.5 },
    { after: ['rivers', 'outfalls'] },
  ),
  file(
    'intakes',
    ['取水口编码,取水口名称,水源地级别,河流名称,经度,纬度', 'Q1,太浦河取水口,县级,青浦塘,121.107,31.10'],
    ['县级', '乡镇级'],
    { level: 'county', river: '青浦塘', river_id: 1 },
    { after: ['rivers'] },
  ),
  file('coastline', ['编号,岸线名称,批复机关,海侧,wkt', `H1,杭州湾北岸,自然资源部,左侧,${line(13)}`], ['左侧', '右'], {
    name: '杭州湾北岸',
    sea_side: 'left',
  }),
  file(
    'levees',
    ['堤防编码,堤防名称,堤防类型,堤防级别,所在河道,wkt', `B1,青浦塘左堤,堤防,4级,青浦塘,${line(14)}`],
    ['4级', '3级'],
    { kind: 'levee', grade: '4级', river_id: 1 },
    { after: ['rivers'] },
  ),
  file(
    'key-reaches',
    [
      '编号,重点河段名称,街镇,方案文号,河道编码,起点里程,终点里程',
      'N1,青浦塘夏阳段,夏阳街道,青府办〔2024〕3号,R1,200,900',
    ],
    ['900', '950'],
    { name: '青浦塘夏阳段', document: '青府办〔2024〕3号' },
    { after: ['rivers'] },
  ),
  file('basins', ['流域代码,流域名称,流域级别,wkt', `F1,太湖流域,二级,${square(70, 10)}`], ['二级', '一级'], {
    key: 'F1',
    level: 2,
  }),
];

/** Imports lines of a layer's file; `ending` makes other bytes of the same rows, else the first batch would answer. */
export function loadLayer(
  db: Database,
  district: string,
  layer: LayerName,
  { lines = fileFor(layer).lines, ending = '' } = {},
): Promise<BatchReport> {
  const crs = layerOf(layer).geometry === 'none' ? undefined : 'EPSG:4490';
  const file = fileOf(`${layer}.csv`, `${lines.join('\n')}\n${ending}`);
  return importFile(db, { file, district: { key: district }, layer, crs }, { derive });
}

export function fileFor(layer: LayerName): LayerFile {
  return LAYER_FILES.find((each) => each.layer === layer)!;
}

/** What the demo district does not have. */
export async function loadBesideDemo(db: Database, district: string): Promise<void> {
  const held: LayerName[] = [
    'rivers',
    'towns',
    'water-bodies',
    'outfalls',
    'tracks',
    'surveys',
    'zones',
    'sewers',
    'manholes',
    'dischargers',
  ];
  for (const { layer, lines } of LAYER_FILES.filter(({ layer }) => !held.includes(layer)))
    await loadLayer(db, district, layer, {
      lines: lines.map((line) => line.replace(/FA-999118-000(\d)-(QT|GY)-00/, '#$1')),
    });
}
