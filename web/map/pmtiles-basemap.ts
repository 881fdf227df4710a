/** A PMTiles archive as a basemap: read in pieces by HTTP ranges. Loaded only where the server is set to have one. */
import { addProtocol } from 'maplibre-gl';
import { PMTiles, Protocol, TileType } from 'pmtiles';
import type { Basemap } from '../style/layers/basemap.ts';

const protocol = new Protocol();
addProtocol('pmtiles', protocol.tile);

interface Metadata {
  attribution?: string;
  vector_layers?: { id: string }[];
}

/** @param url absolute. Throws where it cannot be read, or holds neither pictures nor Mapbox vector tiles with layers. */
export async function openArchive(url: string): Promise<Basemap> {
  const archive = new PMTiles(url);
  const [header, metadata] = await Promise.all([archive.getHeader(), archive.getMetadata() as Promise<Metadata>]);
  protocol.add(archive);
  const { tileType, minZoom: minzoom, maxZoom: maxzoom } = header;
  const shared = { tiles: [`pmtiles://${url}/{z}/{x}/{y}`], minzoom, maxzoom };
  const attribution = textOf(metadata.attribution ?? '');
  if (tileType === TileType.Mvt) {
    const layers = [...new Set((metadata.vector_layers ?? []).map(({ id }) => id))];
    if (layers.length === 0) throw new Error('no vector_layers in its metadata');
    return { source: { type: 'vector', ...shared }, layers, attribution };
  }
  if (![TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif].includes(tileType))
    throw new Error(`tile type ${tileType}`);
  return { source: { type: 'raster', tileSize: 256, ...shared }, layers: [], attribution };
}

/** Archives keep their attribution as HTML; only its words are shown. */
const textOf = (html: string): string =>
  new DOMParser().parseFromString(html, 'text/html').body.textContent?.trim() ?? '';
