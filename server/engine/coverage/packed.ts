/**
 * The pieces of one track as bytes: what survey_track.chords keeps, so that a recompute need not read every fix.
 *
 * Layout, little-endian, version 1:
 *
 *     u8  version = 1      u8[3] zero      u32 pieces
 *     per piece, 24 bytes: f64 x, f64 y (mm, first vertex)   i32 day   u32 vertices | WIDE when its steps are i32
 *     per piece in turn:   (vertices - 1) steps of dx, dy in mm, i16 each or, WIDE, i32 each
 *
 * A step of a thinned recorded track is some 15 to 30 m, so two bytes hold it: 4 bytes a vertex, about 1.4 kB for 5 km.
 */
import type { Pieces } from './pieces.ts';

const VERSION = 1;
const HEAD_BYTES = 8;
const PIECE_BYTES = 24;
const WIDE = 0x8000_0000;
const NARROW_MAX = 0x7fff;

/** Bytes of a track's pieces; no pieces give a blob of 8 bytes. */
export function encodePieces(pieces: Pieces): Uint8Array {
  const wide = Array.from({ length: pieces.count }, (_, i) => needsWide(pieces, i));
  const bytes = new Uint8Array(wide.reduce((sum, isWide, i) => sum + stepBytes(pieces, i, isWide), headBytes(pieces)));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, VERSION);
  view.setUint32(4, pieces.count, true);
  let at = headBytes(pieces);
  for (let i = 0; i < pieces.count; i++) {
    writeHead(view, pieces, i, wide[i]);
    writeSteps(view, pieces, i, wide[i], at);
    at += stepBytes(pieces, i, wide[i]);
  }
  return bytes;
}

/** The pieces of one track. */
export function decodePieces(bytes: Uint8Array): Pieces {
  return decodeTracks([bytes]).pieces;
}

/** Where a packed track starts, mm; undefined when nothing is left of it. */
export function firstVertex(bytes: Uint8Array): [x: number, y: number] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (pieceCount(view) === 0) return undefined;
  return [view.getFloat64(HEAD_BYTES, true), view.getFloat64(HEAD_BYTES + 8, true)];
}

export interface PackedTracks {
  pieces: Pieces;
  /** Track t owns pieces firstPiece[t] .. firstPiece[t + 1] - 1. */
  firstPiece: Uint32Array;
}

/**
 * The pieces of many tracks in one set of arrays.
 * @throws Error for bytes of another version: they are made again from the fixes, never guessed at.
 */
export function decodeTracks(blobs: readonly Uint8Array[]): PackedTracks {
  const views = blobs.map((bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const firstPiece = new Uint32Array(blobs.length + 1);
  let vertices = 0;
  views.forEach((view, t) => {
    firstPiece[t + 1] = firstPiece[t] + pieceCount(view);
    for (let i = 0; i < pieceCount(view); i++) vertices += vertexCount(view, i) & ~WIDE;
  });
  const pieces = emptyPieces(firstPiece[blobs.length], vertices);
  views.forEach((view, t) => {
    readTrack(view, pieces, firstPiece[t]);
  });
  return { pieces, firstPiece };
}

function emptyPieces(count: number, vertices: number): Pieces {
  return {
    count,
    day: new Int32Array(count),
    first: new Uint32Array(count + 1),
    x: new Float64Array(vertices),
    y: new Float64Array(vertices),
  };
}

function pieceCount(view: DataView): number {
  if (view.getUint8(0) !== VERSION) throw new Error(`packed track of version ${view.getUint8(0)}, expected ${VERSION}`);
  return view.getUint32(4, true);
}

function vertexCount(view: DataView, i: number): number {
  return view.getUint32(HEAD_BYTES + i * PIECE_BYTES + 20, true);
}

function readTrack(view: DataView, pieces: Pieces, firstPiece: number): void {
  const count = pieceCount(view);
  let at = HEAD_BYTES + count * PIECE_BYTES;
  for (let i = 0; i < count; i++) {
    const head = HEAD_BYTES + i * PIECE_BYTES;
    const size = vertexCount(view, i);
    const start = pieces.first[firstPiece + i];
    pieces.day[firstPiece + i] = view.getInt32(head + 16, true);
    pieces.x[start] = view.getFloat64(head, true);
    pieces.y[start] = view.getFloat64(head + 8, true);
    pieces.first[firstPiece + i + 1] = start + (size & ~WIDE);
    at = readSteps(view, pieces, firstPiece + i, (size & WIDE) !== 0, at);
  }
}

function readSteps(view: DataView, pieces: Pieces, piece: number, isWide: boolean, at: number): number {
  const { x, y } = pieces;
  const end = pieces.first[piece + 1];
  let offset = at;
  for (let v = pieces.first[piece] + 1; v < end; v++) {
    x[v] = x[v - 1] + (isWide ? view.getInt32(offset, true) : view.getInt16(offset, true));
    y[v] = y[v - 1] + (isWide ? view.getInt32(offset + 4, true) : view.getInt16(offset + 2, true));
    offset += isWide ? 8 : 4;
  }
  return offset;
}

function headBytes(pieces: Pieces): number {
  return HEAD_BYTES + pieces.count * PIECE_BYTES;
}

function stepBytes(pieces: Pieces, i: number, isWide: boolean): number {
  return (pieces.first[i + 1] - pieces.first[i] - 1) * (isWide ? 8 : 4);
}

function needsWide(pieces: Pieces, i: number): boolean {
  for (let v = pieces.first[i] + 1; v < pieces.first[i + 1]; v++)
    if (Math.max(Math.abs(pieces.x[v] - pieces.x[v - 1]), Math.abs(pieces.y[v] - pieces.y[v - 1])) > NARROW_MAX)
      return true;
  return false;
}

function writeHead(view: DataView, pieces: Pieces, i: number, isWide: boolean): void {
  const at = HEAD_BYTES + i * PIECE_BYTES;
  view.setFloat64(at, pieces.x[pieces.first[i]], true);
  view.setFloat64(at + 8, pieces.y[pieces.first[i]], true);
  view.setInt32(at + 16, pieces.day[i], true);
  view.setUint32(at + 20, pieces.first[i + 1] - pieces.first[i] + (isWide ? WIDE : 0), true);
}

function writeSteps(view: DataView, pieces: Pieces, i: number, isWide: boolean, start: number): void {
  let at = start;
  for (let v = pieces.first[i] + 1; v < pieces.first[i + 1]; v++) {
    for (const step of [pieces.x[v] - pieces.x[v - 1], pieces.y[v] - pieces.y[v - 1]]) {
      if (isWide) view.setInt32(at, step, true);
      else view.setInt16(at, step, true);
      at += isWide ? 4 : 2;
    }
  }
}
