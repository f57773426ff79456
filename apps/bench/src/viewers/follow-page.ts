import { request } from 'node:http';
import { inflateRawSync } from 'node:zlib';
import { type Json, type LiveDocument, type Patch, patched } from '@ballast/report-page';

/** A viewer of a batch, as its page is one. */
export interface Viewer {
  /** When each file was first shown as succeeded, in milliseconds since 1970, by its index. */
  readonly shownAt: ReadonlyMap<number, number>;
  close(): void;
}

/** Follows the batch behind the address that `--dashboard` prints. */
export function followPage({ port, searchParams }: URL): Viewer {
  const shownAt = new Map<number, number>();
  const headers = { cookie: `ballast_${port}=${searchParams.get('token')}` };
  const asked = request({ host: '127.0.0.1', port, path: '/events', headers }, (answer) => {
    let state: Json = {};
    let rest = '';
    answer.setEncoding('utf8').on('data', (more: string) => {
      const blocks = (rest + more).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, kind, data] = /^event: (\w+)\n[\s\S]*^data: (.*)$/m.exec(block) ?? [];
        if (kind === undefined || data === undefined) continue;
        state = kind === 'whole' ? whole(data) : patched(state, JSON.parse(data) as Patch);
        note(state as unknown as Partial<LiveDocument>);
      }
    });
    answer.on('error', () => undefined);
  });
  asked.on('error', () => undefined);
  asked.end();
  return { shownAt, close: () => asked.destroy() };

  function note({ figures }: Partial<LiveDocument>): void {
    const now = Date.now();
    for (const [task, status] of (figures?.tasks.status ?? []).entries()) {
      if (status === 'succeeded' && !shownAt.has(task)) shownAt.set(task, now);
    }
  }
}

function whole(data: string): Json {
  return JSON.parse(inflateRawSync(Buffer.from(data, 'base64')).toString('utf8')) as Json;
}
