import { type LoadControl, UNPACED } from '@ballast/results-model';

/** A load control that does `chunk` before each piece. */
export function paced(chunk: (bytes: number) => Promise<void>): LoadControl {
  return { ...UNPACED, chunk };
}

/** A load control that notes the bytes of each piece. */
export function noted(chunks: number[]): LoadControl {
  return paced((bytes) => {
    chunks.push(bytes);
    return Promise.resolve();
  });
}
