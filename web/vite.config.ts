/** Builds the pages into web/dist; nothing built is committed. */
import { join } from 'node:path';
import { defineConfig } from 'vite';
import { compressAssets } from './compress-assets.ts';

const page = (name: string) => join(import.meta.dirname, name);

export default defineConfig({
  root: import.meta.dirname,
  base: './', // elements are loaded by pages of other servers: what they load in turn is beside them
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      checks: { bundlerTimings: false }, // most of the time goes into compressing
      input: {
        ...Object.fromEntries(['index', 'review', 'strips'].map((name) => [name, page(`${name}.html`)])),
        frame: page('embed.html'),
        embed: page('embed/embed.ts'),
      },
      // pages of others name it: its address may not change
      output: { entryFileNames: ({ name }) => (name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js') },
    },
  },
  worker: { format: 'es' },
  plugins: [compressAssets],
});
