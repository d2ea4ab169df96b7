import type { ClipboardEvent, DragEvent } from 'react';
import { asFile } from './source';

/** Takes a file that is dropped, or what is pasted as one where it is too much for a field. */
export function taking(pastedName: string, take: (file: File) => void) {
  return {
    onDragOver: (event: DragEvent): void => event.preventDefault(),
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
