import type { LiveDocument } from '../../live/live-document.ts';
import { type Json, type Patch, patched } from '../../live/patch.ts';

/** What is known of a batch, as far as its events have arrived. */
export interface Heard {
  readonly document: Partial<LiveDocument> & { readonly problem?: string | null };
  /** When an event arrived last, by this browser's clock. */
  readonly at: number;
  readonly isConnected: boolean;
}

/** Time between two attempts to connect again, in milliseconds. */
const AGAIN = 2000;

export interface Following {
  readonly batch: string;
  readonly onHeard: (heard: Heard) => void;
  /** Whether the page is to hear of the batch while it is hidden. */
  readonly isHeardHidden: () => boolean;
}

/**
 * Follows a batch. The connection is given up while the page is hidden, unless somebody wants notices: a browser allows few of
 * them to one server. Returns the function that ends it.
 */
export function followBatch({ batch, onHeard, isHeardHidden }: Following): () => void {
  let source: EventSource | null = null;
  let state: Json = {};
  let lastId = '';
  let heardAt = Date.now();
  let work: Promise<void> = Promise.resolve();
  const tell = (isConnected: boolean): void =>
    onHeard({ document: state as unknown as Heard['document'], at: heardAt, isConnected });
  const take = (change: () => Promise<Json> | Json, id: string): void => {
    // In the order of arrival: unpacking the first event takes a moment.
    work = work.then(async () => {
      state = await change();
      lastId = id;
      heardAt = Date.now();
      tell(true);
    });
  };
  const isAway = (): boolean => document.hidden && !isHeardHidden();
  const open = (): void => {
    if (source !== null || isAway()) return;
    const since = lastId === '' ? '' : `&since=${encodeURIComponent(lastId)}`;
    source = new EventSource(`/events?batch=${encodeURIComponent(batch)}${since}`);
    source.addEventListener('whole', (event) =>
      take(() => unpacked(event.data as string), event.lastEventId),
    );
    source.addEventListener('patch', (event) =>
      take(() => patched(state, JSON.parse(event.data as string) as Patch), event.lastEventId),
    );
    source.addEventListener('error', () => {
      close();
      tell(false);
      setTimeout(open, AGAIN);
    });
  };
  const close = (): void => {
    source?.close();
    source = null;
  };
  const onVisibility = (): void => (isAway() ? close() : open());
  document.addEventListener('visibilitychange', onVisibility);
  open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    close();
  };
}

async function unpacked(data: string): Promise<Json> {
  const packed = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return (await new Response(stream).json()) as Json;
}
