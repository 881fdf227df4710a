/**
 * Answers that are text, and tiles of traces and previews, go out in brotli or gzip to those who take it. The district's tiles and the page's scripts are compressed ahead and
 * say so; events are not held back to be compressed.
 *
 * The length of such an answer tells how well what the asker wrote matches a secret beside it (BREACH). Nobody can use that
 * here: secrets stand only in answers to POST with a token in the header, which another page cannot send, and the session's
 * cookie is SameSite=Strict.
 */
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { chooseEncoding, type Encoding } from './accept-encoding.ts';
import { addVary } from './vary.ts';

/** Less fits into one packet anyway. */
const LEAST_BYTES = 1024;
const TEXT =
  /^(text\/(?!event-stream)|application\/([\w.-]+\+)?(json|xml|javascript|x-protobuf|vnd\.mapbox-vector-tile)\b|image\/svg\+xml)/;
/** As for tiles: smaller than gzip and hardly slower, where the best (11) takes fifty times as long. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const [toGzip, toBrotli] = [promisify(gzip), promisify(brotliCompress)];

/** Must be called before the routes are registered. */
export function useCompression(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!mayCompress(reply, payload)) return payload;
    addVary(reply, 'accept-encoding');
    const encoding = chooseEncoding(request.headers['accept-encoding']);
    if (encoding === 'identity' || sizeOf(payload) < LEAST_BYTES) return payload;
    announce(reply, encoding);
    return payload instanceof Readable ? stream(payload, encoding) : whole(payload, encoding);
  });
}

type Payload = string | Buffer | Readable;

/** Not what is compressed already, a part of a file, without a body, or under a validator that edits are sent with (If-Match). */
function mayCompress(reply: FastifyReply, payload: unknown): payload is Payload {
  if (reply.hasHeader('content-encoding') || reply.hasHeader('content-range') || hasStrongTag(reply)) return false;
  if (!TEXT.test(String(reply.getHeader('content-type')))) return false;
  return typeof payload === 'string' || Buffer.isBuffer(payload) || payload instanceof Readable;
}

const sizeOf = (payload: Payload): number =>
  payload instanceof Readable ? Number.POSITIVE_INFINITY : Buffer.byteLength(payload);

/** A strong validator is of one encoding's bytes alone. */
function hasStrongTag(reply: FastifyReply): boolean {
  const tag = reply.getHeader('etag');
  return typeof tag === 'string' && !tag.startsWith('W/');
}

function announce(reply: FastifyReply, encoding: Encoding): void {
  reply.header('content-encoding', encoding).removeHeader('content-length').removeHeader('accept-ranges');
}

const whole = (payload: string | Buffer, encoding: Encoding): Promise<Buffer> =>
  encoding === 'br' ? toBrotli(payload, BROTLI) : toGzip(payload);

function stream(payload: Readable, encoding: Encoding): Readable {
  const compressing = encoding === 'br' ? createBrotliCompress(BROTLI) : createGzip();
  // a failure of either ends both; fastify reports what it sends
  return pipeline(payload, compressing, () => {});
}
