/**
 * Tiles that are ready in memory, answered before Fastify: a hot tile is 10 microseconds of work, its hooks many times
 * that (`npm run bench -- http`). What is not plainly a GET of a ready tile at a named version goes the usual way, and the
 * first answer of that way shows which headers the hooks set. Such tiles are not counted by the rate limit, and no hook asks
 * who reads them: only where reading is open (config.ts). An address with a share is no plain one.
 */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { FastifyReply, FastifyServerOptions } from 'fastify';
import type { PreparedTile } from '../../tiles/prepared-tile.ts';
import type { Origins } from '../origins.ts';
import { chooseEncoding, type Encoding } from './accept-encoding.ts';

export const MVT = 'application/vnd.mapbox-vector-tile';
/** Raise when the same data would be encoded into other bytes, so that no client keeps the old ones. */
const ENCODING = 3;

/**
 * With what the tile was asked for: a map that goes from one question to another (a district, a day, a filter, a share of
 * other layers) holds the tags of both against each other, and keeps what it has where they are the same.
 */
export const tileTag = (district: string, version: number | string, layers: string, question = '') =>
  `"${[district, version, ENCODING, layers.replaceAll(',', '+'), ...(question === '' ? [] : [question])].join('.')}"`;
export const FOR_A_YEAR = 'public, max-age=31536000, immutable';

/** Finds a ready tile; undefined where it is not ready, or not of that version. Nothing may be waited for. */
export type FindReady = (place: TilePath, version: number) => PreparedTile | undefined;

export interface TilePath {
  readonly district: string;
  /** As written, separated by commas. */
  readonly layers: string;
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const ADDRESS =
  /^\/tiles\/([a-z0-9-]{1,16})\/([a-z_,]{1,200})\/(0|[1-9]\d?)\/(0|[1-9]\d{0,5})\/(0|[1-9]\d{0,5})\.mvt\?v=(\d{1,15})$/;
/** Of the headers that hooks set, those that mean something for a tile: who may read it, and that it is no page. */
const FOR_TILES = /^(access-control-|cross-origin-resource-policy$|x-content-type-options$|strict-transport-security$)/;
const MOST_ENCODINGS = 100;

export class HotTiles {
  /** Answers given, by status. */
  readonly answers = { 200: 0, 304: 0 };
  private findReady: FindReady = () => undefined;
  /** Name, value, name, value…; undefined until the usual way has answered once. */
  private headers: string[] | undefined;
  private readonly anyOrigin: boolean;
  private readonly isOpen: boolean;
  private readonly encodings = new Map<string, Encoding>();

  /**
   * @param corsOrigins as in the configuration: with a list the answer depends on who asks, and goes the usual way
   * @param isOpen whether anyone may read; where not, every request goes by the guards
   */
  constructor(corsOrigins: Origins, isOpen: boolean) {
    this.anyOrigin = corsOrigins === '*';
    this.isOpen = isOpen;
  }

  /** A server that answers hot tiles itself and hands everything else on. */
  readonly serverFactory = (handler: RequestListener, options: FastifyServerOptions): Server => {
    const server = createServer((request, response) => {
      if (!this.answer(request, response)) handler(request, response);
    });
    server.keepAliveTimeout = options.keepAliveTimeout ?? server.keepAliveTimeout;
    server.requestTimeout = options.requestTimeout ?? server.requestTimeout;
    return server;
  };

  serve(findReady: FindReady): void {
    this.findReady = findReady;
  }

  /** Takes over the headers that every answer has from one of the usual way. */
  learn(origin: string | undefined, reply: FastifyReply): void {
    if (this.headers || (origin !== undefined && !this.anyOrigin)) return;
    const shared = Object.entries(reply.getHeaders()).filter(([name]) => FOR_TILES.test(name));
    this.headers = shared.flatMap(([name, value]) => [name, String(value)]);
    // with a list of origins, the answer to another page is another one
    this.headers.push('vary', this.anyOrigin ? 'accept-encoding' : 'Origin, accept-encoding');
  }

  private answer(request: IncomingMessage, response: ServerResponse): boolean {
    if (!this.isOpen || request.method !== 'GET' || !this.headers) return false;
    if (request.headers.origin !== undefined && !this.anyOrigin) return false;
    const found = ADDRESS.exec(request.url!);
    if (!found) return false;
    const [, district, layers, z, x, y, version] = found;
    const tile = this.findReady({ district, layers, z: Number(z), x: Number(x), y: Number(y) }, Number(version));
    if (!tile || tile.gzip.length === 0) return false;
    return this.send(request, response, tile, `W/${tileTag(district, version, layers)}`);
  }

  private send(request: IncomingMessage, response: ServerResponse, tile: PreparedTile, tag: string): boolean {
    const head = [...this.headers!, 'etag', tag, 'cache-control', FOR_A_YEAR];
    if (request.headers['if-none-match'] === tag) {
      this.answers[304]++;
      response.writeHead(304, head).end();
      return true;
    }
    const encoding = this.encodingFor(String(request.headers['accept-encoding'] ?? ''));
    if (encoding === 'identity' || request.headers['if-none-match'] !== undefined) return false;
    const body = encoding === 'br' ? tile.brotli : tile.gzip;
    this.answers[200]++;
    response.writeHead(200, [
      ...head,
      'content-type',
      MVT,
      'content-encoding',
      encoding,
      'content-length',
      String(body.length),
    ]);
    response.end(body);
    return true;
  }

  /** Browsers send a handful of different headers. */
  private encodingFor(header: string): Encoding {
    let encoding = this.encodings.get(header);
    if (!encoding) {
      encoding = chooseEncoding(header);
      if (this.encodings.size < MOST_ENCODINGS) this.encodings.set(header, encoding);
    }
    return encoding;
  }
}
