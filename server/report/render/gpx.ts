/**
 * GPX 1.1: lines as routes (rte), places as way points (wpt), both with name and description. Routes, because a route is what
 * somebody means to go: as a track (trk) the file would count as a survey when it is imported, and close the gaps it lists.
 */
import type { MapFeature, Position, Report } from '../report.ts';
import { mapFeatures } from './map-features.ts';
import { escapeXml } from './xml.ts';

export function renderGpx(report: Report): string {
  const features = [...mapFeatures(report), ...(report.waypoints?.() ?? [])];
  const about = report.notes.join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="Outfall Atlas" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">
<metadata><name>${escapeXml(`${report.title.zh} ${report.title.en}`)}</name><desc>${escapeXml(about)}</desc></metadata>
${[...features.flatMap(wayPoints), ...features.flatMap(routes)].join('\n')}
</gpx>
`;
}

// the schema wants every wpt before the first rte
const wayPoints = (feature: MapFeature) =>
  feature.points.map((position) => `<wpt ${at(position)}>${said(feature)}</wpt>`);

const routes = (feature: MapFeature) =>
  feature.lines.map(
    (line) => `<rte>${said(feature)}${line.map((position) => `<rtept ${at(position)}/>`).join('')}</rte>`,
  );

const at = ([lon, lat]: Position) => `lat="${lat}" lon="${lon}"`;

const said = ({ name, description }: Pick<MapFeature, 'name' | 'description'>) =>
  `<name>${escapeXml(name)}</name><desc>${escapeXml(description)}</desc>`;
