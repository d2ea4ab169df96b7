import type { ClipboardEvent, DragEvent } from 'react';
import { asFile } from './source';

/** Takes a file that is dropped, or what is pasted as one where it is too much for a field. */
export function taking(pastedName: string, take: (file: File) => void) {
  return {
    onDragOver: (event: DragEvent): void => {
      if (event.dataTransfer.types.includes('Files')) event.preventDefault();
    },
    onDrop: (event: DragEvent): void => {
      const [file] = event.dataTransfer.files;
      if (file === undefined) return;
      event.preventDefault();
      take(file);
    },
    onPaste: (event: ClipboardEvent): void => {
      const file = asFile(event.clipboardData.getData('text'), pastedName);
      if (file === null) return;
      event.preventDefault();
      take(file);
    },
  };
}

/** A file that is dropped beside the place for it would take the page away: the browser opens it. Returns how to end that. */
export function keepPage(): () => void {
  const keep = (event: globalThis.DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
  };
  window.addEventListener('dragover', keep);
  window.addEventListener('drop', keep);
  return () => {
    window.removeEventListener('dragover', keep);
    window.removeEventListener('drop', keep);
  };
}
