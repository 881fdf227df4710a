/** The one module other pages load: defines <outfall-map>, <coverage-strip> and <outfall-dossier>. Served as /embed.js. */
import { EmbeddedMap } from './embedded-map.ts';
import { EmbeddedStrip } from './embedded-strip.ts';
import { OutfallDossier } from './outfall-dossier.ts';

const ELEMENTS = { 'outfall-map': EmbeddedMap, 'coverage-strip': EmbeddedStrip, 'outfall-dossier': OutfallDossier };

// a page may load the module twice, from two addresses
for (const [name, element] of Object.entries(ELEMENTS))
  if (!customElements.get(name)) customElements.define(name, element);
