/** A proxy before a service that keeps one answer back, as networks do now and then. */
import { createServer, type IncomingMessage, request as requestOf, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Held {
  /** Resolves when the service has given the answer, which says what was true then. */
  given: Promise<void>;
  letGo(): void;
}

export interface LateProxy {
  origin: string;
  /** The next answer to an address that has this in it. */
  hold(part: string): Held;
  close(): Promise<void>;
}

interface Hold {
  part: string;
  given(): void;
  freed: Promise<void>;
}

/** Each waits until it is called. */
function signal(): [told: Promise<void>, tell: () => void] {
  let tell = () => {};
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return [told, tell];
}

export async function serveLate(service: string): Promise<LateProxy> {
  let next: Hold | null = null;
  const pass = async (answer: IncomingMessage, response: ServerResponse, hold: Hold | null) => {
    const head = [answer.statusCode!, answer.headers] as const;
    if (!hold) return answer.pipe(response.writeHead(...head));
    const body = await buffer(answer);
    hold.given();
    await hold.freed;
    return response.writeHead(...head).end(body);
  };
  const server = createServer((request, response) => {
    const { method, headers, url } = request;
    const hold = next && url!.includes(next.part) ? next : null;
    if (hold) next = null;
    const asked = requestOf(service + url, { method, headers }, (answer) => void pass(answer, response, hold));
    asked.on('error', () => response.destroy());
    response.on('close', () => asked.destroy()); // a stream that is heard no more
    request.pipe(asked);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hold = (part: string): Held => {
    const [[given, tellGiven], [freed, letGo]] = [signal(), signal()];
    next = { part, given: tellGiven, freed };
    return { given, letGo };
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hold, close };
}
