/** What an answer depends on beside its address: a cache must not hand it to who asks otherwise. */
import type { FastifyReply } from 'fastify';

/** Added to what hooks have named already, as the one for other pages' origins does. */
export function addVary(reply: FastifyReply, header: string): void {
  const named = String(reply.getHeader('vary') ?? '');
  const names = named.split(',').map((name) => name.trim().toLowerCase());
  if (!names.includes(header)) reply.header('vary', named === '' ? header : `${named}, ${header}`);
}
