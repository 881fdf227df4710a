/** How the file is to be read: as which layer, in which system, for which district, with what said for all its rows. */
import { html, nothing } from 'lit';
import type { Profile } from './import-api.ts';
import { type Looked, layerName, type Room, saidIn } from './parts.ts';
import { LAYER_WORDS } from './words.ts';
import type { Options, Work } from './work.ts';

export interface Choices {
  profiles: readonly Profile[];
  districts: readonly { key: string; name: string }[];
}

export function planForm(work: Looked, room: Room, { profiles, districts }: Choices) {
  return html`<div class="plan">
    ${layerSelect(work, room)} ${sourceLayerSelect(work, room)} ${districtField(work, room, districts)}
    ${profiles.length > 0 ? profileSelect(work, room, profiles) : nothing} ${crsField(work, room)}
    ${unpivotField(work, room)}
  </div>`;
}

type Choice = readonly [value: string, text: string];

function select(label: string, value: string, choices: readonly Choice[], chosen: (value: string) => void) {
  return html`<label>${label}
    <select @change=${(event: Event) => chosen(saidIn(event))}>
      ${choices.map(([each, text]) => html`<option value=${each} .selected=${each === value}>${text}</option>`)}
    </select></label>`;
}

function layerSelect({ preview }: Looked, { say, language, describe }: Room) {
  const layers = Object.keys(LAYER_WORDS).map((layer): Choice => [layer, layerName(layer, language)]);
  const none: Choice[] = preview.layer === null ? [['', say('layerChoose')]] : [];
  // the mapping belongs to the layer's fields
  return select(say('layer'), preview.layer ?? '', [...none, ...layers], (layer) =>
    describe({ layer, map: {}, set: {}, profile: '', unpivot: '' }),
  );
}

function sourceLayerSelect({ preview }: Looked, { say, describe }: Room) {
  const { source_layers, source_layer, source_layer_optional } = preview;
  if (source_layers.length < 2) return nothing;
  const unsaid = say(source_layer_optional ? 'sourceLayerAll' : 'sourceLayerChoose', { count: source_layers.length });
  const none: Choice[] = source_layer_optional || source_layer === null ? [['', unsaid]] : [];
  const layers = source_layers.map((layer): Choice => [layer, layer]);
  return select(say('sourceLayer'), source_layer ?? '', [...none, ...layers], (source) =>
    describe({ source_layer: source, layer: '', map: {}, set: {} }),
  );
}

const NEW = '+';

/** Of a file that is looked at, or waits for it because nothing is loaded yet. */
export function districtField({ options }: Work, { say, describe }: Room, districts: Choices['districts']) {
  const isKnown = districts.some(({ key }) => key === options.district);
  const choices = [
    ...districts.map(({ key, name }): Choice => [key, `${name} (${key})`]),
    [NEW, say('districtNew')] as Choice,
  ];
  return html`${
    districts.length > 0
      ? select(say('district'), isKnown ? options.district : NEW, choices, (key) =>
          describe({ district: key === NEW ? '' : key }),
        )
      : nothing
  }
  ${isKnown ? nothing : text(say('districtNew'), options.district, { hint: say('districtHint') }, (district) => describe({ district }))}`;
}

function profileSelect({ options }: Looked, { say, describe }: Room, profiles: readonly Profile[]) {
  const choices = profiles.map(({ name }): Choice => [name, name]);
  return select(say('profile'), options.profile, [['', say('profileNone')], ...choices], (profile) =>
    // what the profile says counts where nothing else is said
    describe({ profile, layer: profiles.find(({ name }) => name === profile)?.layer ?? '', map: {} }),
  );
}

interface TextField {
  hint?: string;
  type?: string;
  list?: string;
}

function text(label: string, value: string, { hint, type = 'text', list }: TextField, said: (value: string) => void) {
  return html`<label>${label}
    <input type=${type} .value=${value} placeholder=${hint ?? nothing} list=${list ?? nothing} autocomplete="off"
      @change=${(event: Event) => said(saidIn(event))} /></label>`;
}

const USUAL = ['EPSG:4490', 'EPSG:4326', 'gcj02', 'bd09'];

function crsField(work: Looked, room: Room) {
  const { options, preview } = work;
  const { say, describe, language } = room;
  const note = language === 'zh' ? preview.crs_note_zh : preview.crs_note;
  const hint = preview.crs_stated ? say('crsStated') : say('crsHint');
  return html`${text(say('crs'), options.crs, { hint, list: 'systems' }, (crs) => describe({ crs }))}
    <datalist id="systems">${USUAL.map((each) => html`<option value=${each}></option>`)}</datalist>
    ${
      preview.crs_candidates.length > 0
        ? html`<div class="candidates" role="group" aria-label=${say('crsCandidates')}>
            <span>${say('crsCandidates')}</span>
            ${preview.crs_candidates.map((each) => html`<button @click=${() => describe({ crs: each.split(' ')[0] })}>${each}</button>`)}
          </div>`
        : nothing
    }
    ${preview.crs ? html`<p class="small muted wide">${say('crsTaken', { crs: short(preview.crs) })}${note ? html` · ${note}` : nothing}</p>` : nothing}
    ${controlFields(options, room)}`;
}

const short = (crs: string): string => (crs.length > 60 ? `${crs.slice(0, 60)}…` : crs);

function controlFields(options: Options, { say, describe }: Room) {
  const chosen = (event: Event) => describe({ control: (event.target as HTMLInputElement).files?.[0] ?? null });
  return html`<details class="wide">
    <summary>${say('control')}</summary>
    <label>${say('control')} <input type="file" accept=".csv,text/csv" @change=${chosen} /></label>
    ${text(say('controlCrs'), options.control_crs, { hint: 'EPSG:n' }, (control_crs) => describe({ control_crs }))}
    <p class="small muted">${say('controlHint')}</p>
  </details>`;
}

/** A wide table has a rule that was proposed, or the one that was taken. */
function unpivotField({ preview, options }: Looked, { say, describe }: Room) {
  const { unpivot_proposed: rule } = preview;
  if (rule === null && options.unpivot === '') return nothing;
  return html`<div class="wide">
    ${text(say('unpivot'), options.unpivot, { hint: rule ?? '' }, (unpivot) => describe({ unpivot, map: {} }))}
    ${rule === null ? nothing : html`<p class="go"><button class="plain" @click=${() => describe({ unpivot: rule, map: {} })}>${say('unpivotTake')}</button></p>`}
  </div>`;
}
