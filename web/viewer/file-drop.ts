/** Files dragged over the page: a word while they hover, then the files. */

export interface Dropped {
  files: readonly File[];
  /** A folder came, which browsers hand over without what is in it. */
  hasFolder: boolean;
}

export interface FileDrop {
  /** Whether files hover over the page. */
  hovers(over: boolean): void;
  dropped(dropped: Dropped): void;
}

const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Listens on the window; returns the function that stops it. */
export function listenForFiles({ hovers, dropped }: FileDrop): () => void {
  const over = (event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    event.preventDefault(); // or the browser opens the file
    hovers(true);
  };
  const left = (event: DragEvent): void => {
    if (event.relatedTarget === null) hovers(false); // out of the window
  };
  const drop = (event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    hovers(false);
    dropped(droppedOf(event.dataTransfer!));
  };
  window.addEventListener('dragover', over);
  window.addEventListener('dragleave', left);
  window.addEventListener('drop', drop);
  return () => {
    window.removeEventListener('dragover', over);
    window.removeEventListener('dragleave', left);
    window.removeEventListener('drop', drop);
  };
}

function droppedOf({ items }: DataTransfer): Dropped {
  const files = [...items].filter(({ kind }) => kind === 'file');
  const plain = files.filter((item) => !item.webkitGetAsEntry()?.isDirectory);
  return { files: plain.flatMap((item) => item.getAsFile() ?? []), hasFolder: plain.length < files.length };
}
