/** What Swagger UI leaves out of its page for those who read it by ear, by keyboard or in low contrast: axe finds nothing then. */

/** White on these, and these on white, at least 4.5 to 1. */
const METHODS = { get: '#1b66b0', post: '#157347', put: '#8a5200', patch: '#0b6f5d', delete: '#b3261e' };

const methodRules = Object.entries(METHODS).map(
  ([method, colour]) => `.swagger-ui .opblock.opblock-${method} .opblock-summary-method{background:${colour}}`,
);

export const PAGE_CSS = `${methodRules.join('\n')}
.swagger-ui .topbar .download-url-wrapper .download-url-button{background:#2f6318}
.swagger-ui .info .title small.version-stamp,.swagger-ui .info .title small.version-stamp pre{background-color:#3f6212}
.swagger-ui .info .title small{background:#4b5a63}
.swagger-ui .info .link,.swagger-ui .info .link .url{color:#1b5fae}
.swagger-ui .parameter__in{color:#4b5a63}
.swagger-ui .microlight span[style*="rgb(211, 99, 99)"],.swagger-ui pre span[style*="rgb(211, 99, 99)"]{color:#ff9d9d!important}
.swagger-ui .btn.authorize,.swagger-ui .btn.authorize span{color:#126b42;border-color:#126b42}
`;

/** Mends each part as Swagger UI draws it. */
export const PAGE_SCRIPT = `'use strict';
const MENDS = [
  ['img:not([alt])', (each) => each.setAttribute('alt', '')],
  ['#download-url-input:not([aria-label])', (each) => each.setAttribute('aria-label', '接口描述地址 address of the description')],
  ['.information-container:not([role])', (each) => { each.setAttribute('role', 'region'); each.setAttribute('aria-label', '说明 about'); }],
  ['h3.opblock-tag:not([aria-level])', (each) => each.setAttribute('aria-level', '2')],
  ['.opblock h4:not([aria-level])', (each) => each.setAttribute('aria-level', '3')],
  ['.opblock h5:not([aria-level])', (each) => each.setAttribute('aria-level', '4')],
  ['.responses-table[role=region]:not([aria-label])', (each) => each.setAttribute('aria-label', each.id)],
  ['.opblock-body select:not([aria-label])', (each) => each.setAttribute('aria-label', nameOf(each))],
  ['button.opblock-summary-control a[href]', (each) => each.removeAttribute('href')], // a link within a button: the button opens the same
  ['pre.example:not([tabindex]), pre.microlight:not([tabindex])', (each) => each.setAttribute('tabindex', '0')],
];
function nameOf(field) {
  const name = field.closest('tr')?.querySelector('.parameter__name');
  return name ? name.textContent.trim() : '格式 format';
}
function mend() {
  for (const [selector, change] of MENDS) document.querySelectorAll(selector).forEach(change);
}
new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
mend();
`;
