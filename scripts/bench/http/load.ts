/** Load on one server: connections that each ask for the next tile as soon as they have one. Bare sockets, to cost little. */
import { connect, type Socket } from 'node:net';

const CONNECTIONS = 48;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

export interface Load {
  answers: number;
  requestsPerSecond: number;
  /** Of one answer with its head, on average. */
  bytes: number;
}

/** @throws when a server answers anything but 200. */
export async function measureLoad(port: number, paths: readonly string[], seconds: number): Promise<Load> {
  const requests = paths.map((path) =>
    Buffer.from(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-encoding: gzip\r\n\r\n`),
  );
  const start = performance.now();
  const until = start + seconds * 1000;
  const readers = Array.from({ length: CONNECTIONS }, (_, i) => keepAsking(port, requests, i, until));
  const counts = await Promise.all(readers);
  const sum = (of: (count: { answers: number; bytes: number }) => number) => counts.reduce((all, c) => all + of(c), 0);
  const answers = sum((c) => c.answers);
  return {
    answers,
    requestsPerSecond: answers / ((performance.now() - start) / 1000),
    bytes: sum((c) => c.bytes) / answers,
  };
}

function keepAsking(port: number, requests: readonly Buffer[], first: number, until: number) {
  return new Promise<{ answers: number; bytes: number }>((resolve, reject) => {
    const socket: Socket = connect({ host: '127.0.0.1', port, noDelay: true });
    let [next, answers, bytes, missing] = [first, 0, 0, 0];
    const ask = () => socket.write(requests[next++ % requests.length]);
    socket.on('connect', ask);
    socket.on('error', reject);
    socket.on('data', (data) => {
      missing = missing > 0 ? missing - data.length : bodyLeft(data, reject);
      bytes += data.length;
      if (missing > 0) return;
      answers++;
      if (performance.now() < until) ask();
      else {
        socket.destroy();
        resolve({ answers, bytes });
      }
    });
  });
}

/** Bytes of the body that are still to come after the first piece of an answer, which holds the whole head. */
function bodyLeft(data: Buffer, refuse: (error: Error) => void): number {
  const end = data.indexOf(END_OF_HEAD);
  const head = data.toString('latin1', 0, end);
  const length = /content-length: (\d+)/i.exec(head)?.[1];
  if (end < 0 || length === undefined || !head.startsWith('HTTP/1.1 200'))
    refuse(new Error(`unexpected answer: ${head}`));
  return end + END_OF_HEAD.length + Number(length) - data.length;
}
