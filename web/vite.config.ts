/** Builds the pages into web/dist; nothing built is committed. */
import { join } from 'node:path';
import { defineConfig } from 'vite';

const page = (name: string) => join(import.meta.dirname, name);

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    rollupOptions: { input: [page('index.html'), page('review.html'), page('strips.html')] },
  },
  worker: { format: 'es' },
});
