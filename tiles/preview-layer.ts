/** The one layer of a preview's tiles; read by the service and by the page. */
export const PREVIEW_LAYER = 'preview';
