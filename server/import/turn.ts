/** Long loops of an import share the process with the server's requests: now and then these get their turn. */
import { setImmediate } from 'node:timers/promises';

export const turn = (): Promise<void> => setImmediate();

/** Pieces of a file with a turn of the event loop after each. */
export async function* withTurns<Piece>(pieces: Iterable<Piece>): AsyncGenerator<Piece> {
  for (const piece of pieces) {
    yield piece;
    await turn();
  }
}
