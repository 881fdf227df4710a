/** The keyboard of the review page: keys go to it unless somebody is writing. */

/** Hands on arrows, Escape, letters and digits. @returns how to stop */
export function listenForReviewKeys(press: (key: string) => void): () => void {
  const listener = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = event.composedPath()[0];
    const writes = at instanceof HTMLInputElement || at instanceof HTMLSelectElement;
    const onMap = at instanceof HTMLCanvasElement;
    if (event.key === 'Escape') press('Escape');
    else if (writes) return;
    else if (/^Arrow(Up|Down)$/.test(event.key) && !onMap) {
      event.preventDefault();
      press(event.key);
    } else if (/^[a-z1-9]$/i.test(event.key)) {
      event.preventDefault(); // the letter is not for the field that opens
      press(event.key.toLowerCase());
    }
  };
  window.addEventListener('keydown', listener);
  return () => window.removeEventListener('keydown', listener);
}
