import { type PageData, unpackFigures } from '../pack/page-data.ts';

/** Reads the data that the page carries. */
export async function decodeData(): Promise<PageData> {
  const text = document.getElementById('data')?.textContent ?? '';
  const binary = atob(text);
  const packed = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i += 1) packed[i] = binary.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return unpackFigures(new Uint8Array(await new Response(stream).arrayBuffer()));
}
