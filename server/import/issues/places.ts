/** Of where a row lies: its geometry, its coordinates, their system. */
import type { IssueText } from '../issue-text.ts';

export const PLACES = {
  part_without_length: {
    severity: 'warning',
    zh: '{value} 段线没有长度（各点都在起点半毫米以内），未导入',
    en: '{value} parts of the line have no length (all positions are within half a millimetre of the first) and were left out',
  },
  missing_geometry: { severity: 'error', zh: '没有几何图形', en: 'the row has no geometry' },
  position_columns_left: {
    severity: 'warning',
    zh: '位置取自 {detail}；列 {value} 未用于定位，如应以其为准，请把坐标字段指定到这些列（命令行：--map 字段=列名）',
    en: 'positions were taken from {detail}; the columns {value} were not read: map the fields of the position to them where they are meant (command line: --map field=COLUMN)',
  },
  position_elsewhere: {
    severity: 'error',
    zh: '{detail}（{value}）：两种坐标不混读，请补齐前者，或把坐标字段指定到后者、只导入这些行（命令行：--map 字段=列名）',
    en: '{detail} ({value}): the two are not mixed; fill the former, or import such rows by themselves with the position mapped to the latter (command line: --map field=COLUMN)',
  },
  position_contradicts: {
    severity: 'error',
    zh: '{detail}（后者为 {value}）：请清空不对的一方再导入，或把坐标字段指定到应为准的一方（命令行：--map 字段=列名）',
    en: '{detail} (the latter {value}): empty the one that is wrong and import again, or map the position to the one that counts (command line: --map field=COLUMN)',
  },
  position_from_columns: {
    severity: 'warning',
    zh: '{detail}（{value}）',
    en: '{detail} ({value})',
  },
  bad_geometry: { severity: 'error', zh: '几何图形无法读取：{detail}', en: 'the geometry cannot be read: {detail}' },
  bad_coordinate: {
    severity: 'error',
    zh: '“{value}”不是坐标（{detail}）',
    en: '"{value}" is not a coordinate ({detail})',
  },
  out_of_range: {
    severity: 'error',
    zh: '坐标超出经度 ±180、纬度 ±90',
    en: 'a coordinate lies beyond longitude ±180 or latitude ±90',
  },
  lon_equals_lat: { severity: 'error', zh: '经度与纬度相同', en: 'longitude and latitude are the same number' },
  axes_told_apart: {
    severity: 'warning',
    zh: '坐标列按数值判断：前一列为北、后一列为东（约 {value}），已按此读取',
    en: 'the columns were told apart by their numbers (around {value}): the first is north, the second east; read so',
  },
  looks_shifted: {
    severity: 'warning',
    zh: '坐标疑似为 {value}：{detail}；未作改动，若属实请撤销本批，写明坐标系重新导入（命令行：--crs 坐标系）',
    en: 'the coordinates look like {value}: {detail}; nothing was changed: if so, undo the batch and import again, saying the coordinate system (command line: --crs CRS)',
  },
  coarse_coordinates: {
    severity: 'warning',
    zh: '坐标只写到{detail}，点位最多偏差 {value} 米；河流、保护区边界附近的判断以此为限',
    en: 'coordinates are written in {detail}: a position may be off by up to {value} m, and so may what is decided near a river or an edge',
  },
  control_fit: {
    severity: 'warning',
    zh: '按控制点换算（{value}），各点残差依次为 {detail} 米',
    en: 'positions come by control points ({value}); residuals in metres, in their order: {detail}',
  },
  control_far: {
    severity: 'warning',
    zh: '半数以上的点距最近的控制点 {value} 公里以上：换算为外推，请核对控制点是否属于该文件的坐标系',
    en: 'half of the positions lie {value} km or more from the nearest control point: the fit is extrapolated there; see whether these points are of the grid of this file',
  },
  zone_told_apart: {
    severity: 'warning',
    zh: '横坐标的带号与坐标系不符（约 {value}），按数值读作 {detail}',
    en: 'the zone number in the eastings (around {value}) is not as the system says: read by the numbers as {detail}',
  },
  lon_lat_swapped: {
    severity: 'error',
    zh: '经度与纬度写反（{value}）：交换后落在应在之处，请交换两列',
    en: 'longitude and latitude are swapped ({value}): the other way round they lie where they should; swap the columns',
  },
  zero_coordinate: { severity: 'error', zh: '坐标为零，不是实测位置', en: 'a coordinate is zero: not a position' },
  ring_closed: {
    severity: 'warning',
    zh: '面的边界未闭合，已闭合',
    en: 'a ring was not closed; its first vertex closes it',
  },
  dimension_dropped: {
    severity: 'warning',
    zh: '{value} 行带有高程或 M 值，未保留',
    en: '{value} rows carry heights or measures (Z, M), which are not kept',
  },
  duplicate_position: {
    severity: 'warning',
    zh: '坐标与第 {detail}完全相同',
    en: 'the position is exactly that of row {detail}',
  },
  zone_differs: {
    severity: 'error',
    zh: '该行横坐标的带号与文件其余行不同',
    en: 'the easting has another zone number than the rest of the file',
  },
  wrong_geometry_type: {
    severity: 'error',
    zh: '该图层需要{detail}，而不是 {value}',
    en: 'this layer takes {detail}, not {value}',
  },
  polygon_repaired: {
    severity: 'warning',
    zh: '多边形自相交，已修复',
    en: 'the polygon was invalid and has been repaired',
  },
  polygon_invalid: {
    severity: 'error',
    zh: '多边形无效且无法修复',
    en: 'the polygon is invalid and cannot be repaired',
  },
  too_few_fixes: {
    severity: 'error',
    zh: '轨迹{detail}少于两个定位点',
    en: 'track {detail} has fewer than two fixes',
  },
  duplicate_track: {
    severity: 'error',
    zh: '与轨迹“{detail}”的时间和定位点相同（各点相差不到 1 米；无时间的线须完全相同），是同一次排查的副本，未导入',
    en: 'times and fixes are those of track "{detail}" (within 1 m; lines without times to the millimetre): a copy of the same survey, left out',
  },
  time_backwards: {
    severity: 'warning',
    zh: '轨迹{detail}：{value} 个定位点的时间早于前一点；按文件中的顺序连线，日期取各点自己的时间',
    en: 'track {detail}: {value} fixes are earlier than the one before; they are joined in the order of the file, each on the day of its own time',
  },
  fixes_unsure: {
    severity: 'warning',
    zh: '轨迹{detail}：{value} 个定位点精度过低（HDOP 大于 5、精度差于 25 米或卫星少于 4 颗），已去除',
    en: 'track {detail}: {value} fixes were left out: their receiver was unsure (HDOP over 5, accuracy worse than 25 m, or fewer than 4 satellites)',
  },
  fixes_sorted: {
    severity: 'warning',
    zh: '轨迹{detail}：{value} 个定位点的时间早于表中的前一点；表格中的点按时间先后连线',
    en: 'track {detail}: {value} fixes are earlier than the one before in the table; fixes of a table are joined in the order of their times',
  },
  outliers_dropped: {
    severity: 'warning',
    zh: '轨迹“{detail}”：{value} 个定位点跳离（按当日步距够不到，或 100 米以上）又返回，不参与计算',
    en: 'track "{detail}": {value} fixes jumped away, out of reach at the pace of the day or by more than 100 m, and came back; they do not count',
  },
  track_jumps: {
    severity: 'warning',
    zh: '轨迹“{detail}”相邻两点相距 {value} 公里：在此断开，其间不算排查',
    en: 'track "{detail}" has two successive fixes {value} km apart: it is cut there, and nothing between counts',
  },
  track_stationary: {
    severity: 'warning',
    zh: '轨迹“{detail}”的定位点都在 15 米以内：没有沿河行进，至多计几米',
    en: 'track "{detail}" stays within 15 m: nobody went along a river, and it covers some metres at most',
  },
  track_too_fast: {
    severity: 'warning',
    zh: '轨迹“{detail}”在 {value} 的速度快于任何排查（72 公里/小时以上，似为车辆或飞机）：该日不计任何排查；如其中有排查，请截去乘车部分后重新导入；时间有误的，请改正或删去',
    en: 'track "{detail}" went faster on {value} than surveys go (72 km/h and more: a car or a plane), and nothing of that day counts; cut the drive off and import again where part of it was a survey, mend or remove the times where they are wrong',
  },
  track_far: {
    severity: 'warning',
    zh: '轨迹“{detail}”距最近的河道 {value} 公里：不计任何排查；请核对坐标系与辖区',
    en: 'track "{detail}" is {value} km from the nearest river: nothing of it counts; check its coordinate system and the district',
  },
  same_outing: {
    severity: 'warning',
    zh: '轨迹{detail}有 {value} 个时刻在同一位置：是同一次排查的两份记录，只计一次，计入时刻较多且写明班组的一份',
    en: 'tracks {detail} were in one place at {value} moments: one outing written down twice. It counts once, for the crew of the one with more moments that names a crew',
  },
  track_covers_nothing: {
    severity: 'warning',
    zh: '轨迹“{detail}”没有计入任何河段：只是横过河道（桥、渡船），不沿河，或往返不足 40 米；如确为排查，请把所查河段登记为排查记录（图层 surveys）',
    en: 'nothing of track "{detail}" counts: it only crosses rivers (a bridge, a ferry), keeps along none, or goes there and back within 40 m; if it was a survey, record the stretch as a survey row (layer surveys)',
  },
  town_over_town: {
    severity: 'warning',
    zh: '“{value}”与已有街镇“{detail}”大半重叠：若是同一街镇，请撤销本批，改用已有的名称或编号 key 重新导入（命令行：--map key=列名）',
    en: '"{value}" lies over more than half of "{detail}", or that over it: if they are one town, undo this batch and import with the name or key of that one (command line: --map key=COLUMN)',
  },
  outside_district: {
    severity: 'error',
    zh: '距本辖区已有全部数据超过 50 公里',
    en: 'farther than 50 km from everything the district holds',
  },
} as const satisfies Record<string, IssueText>;
