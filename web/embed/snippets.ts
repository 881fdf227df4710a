/** What a person copies to show a view elsewhere: links and code with the view's parameters. Pure. */
import { DEFAULT_LAYERS } from '../../tiles/manifest.ts';
import type { Key } from '../i18n/dictionary.ts';
import {
  ABOVE_ONLY,
  FIRST_VIEW,
  formatTarget,
  formatView,
  formatViewState,
  type ViewState,
} from '../state/view-state.ts';
import type { Theme } from '../style/tokens.ts';

export interface Snippet {
  title: Key;
  text: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Attributes of an element; those without a value are left out. */
const attributes = (values: Readonly<Record<string, string | number | null>>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === null ? '' : ` ${name}="${escaped(String(value))}"`))
    .join('');

const query = (values: Readonly<Record<string, string | null>>): string =>
  new URLSearchParams(Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== null)).toString();

/** What is seen, as attributes of the map. */
function mapAttributes({ mode, aboveOnly, compare, selection, hidden, view }: ViewState) {
  const isRiver = selection?.kind === 'river';
  return {
    mode: aboveOnly ? ABOVE_ONLY : mode,
    river: isRiver ? selection.id : null,
    select: selection && !isRiver ? formatTarget(selection) : null,
    compare,
    hide: hidden.length > 0 ? hidden.join(',') : null,
    at: view && formatView(view),
  };
}

function element(state: ViewState, origin: string): string {
  const { district, asOf, selection, language, theme, share } = state;
  const shared = { district, 'as-of': asOf, language, theme, token: share };
  const map = { ...shared, ...mapAttributes(state) };
  const lines = [
    `<script type="module" src="${origin}/embed.js"></script>`,
    `<outfall-map${attributes(map)} style="height: 400px"></outfall-map>`,
  ];
  if (selection?.kind === 'river')
    lines.push(`<coverage-strip${attributes({ ...shared, river: selection.id })}></coverage-strip>`);
  if (selection?.kind === 'outfall')
    lines.push(
      `<outfall-dossier${attributes({ district, language, theme, token: share, outfall: selection.id })}></outfall-dossier>`,
    );
  return lines.join('\n');
}

/** Snippets for a view; `origin` without a slash at the end. `title` is what a frame is called, `shown` the theme the view has here. */
export function snippets(state: ViewState, origin: string, title: string, shown: Theme): Snippet[] {
  const { district, mode, asOf, share } = state;
  // a frame is light unless a theme is named, and the viewer's own is not
  const theme = state.theme === FIRST_VIEW.theme ? `&theme=${state.theme}` : '';
  const frame = `${origin}/embed?${formatViewState({ ...state, town: null, knownAt: null })}${theme}`; // its town is one to fly to
  const style = query({ district, mode, as_of: asOf, share });
  const tiles = query({ share });
  return [
    { title: 'snippetLink', text: `${origin}/?${formatViewState(state)}` },
    {
      title: 'snippetFrame',
      text: `<iframe title="${escaped(title)}" src="${escaped(frame)}" width="600" height="400" style="border: 0"></iframe>`,
    },
    { title: 'snippetElement', text: element(state, origin) },
    { title: 'snippetStyle', text: `${origin}/styles/${shown}.json?${style}` },
    {
      title: 'snippetTiles',
      text: `${origin}/tiles/${district}/${DEFAULT_LAYERS.join(',')}.json${tiles && `?${tiles}`}`,
    },
  ];
}
