/** The built scripts and styles of the pages. */
import staticFiles from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Read where they are asked for: a build may come while the service runs, or after it started. Their names carry a hash of
 * their content; the build leaves .br and .gz beside them.
 */
export async function assetRoutes(app: FastifyInstance, { root }: { root: string }): Promise<void> {
  await app.register(staticFiles, {
    ...{ root, decorateReply: false, prefix: '/assets/' },
    ...{ maxAge: '1y', immutable: true, preCompressed: true },
    suppressWarning: true, // where there is no build yet the pages say so
  });
}
