/** `npm run examples` serves them on another port than the service: pages of another origin, as yours are. */
import { join } from 'node:path';
import { defineConfig } from 'vite';

const PAGES = ['plain', 'iframe', 'react', 'leaflet', 'openlayers'];

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    rollupOptions: { input: PAGES.map((name) => join(import.meta.dirname, `${name}.html`)) },
  },
});
