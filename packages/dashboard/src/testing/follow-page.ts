import { request } from 'node:http';
import { inflateRawSync } from 'node:zlib';
import { type Json, type LiveDocument, type Patch, patched } from '@ballast/report-page';

/** A batch that is followed as its page follows it. */
export interface FollowedPage {
  close(): void;
}

/**
 * Follows the batch behind an address: calls with what the page knows after each event, and with the event's kind (`whole`, or a
 * kind of change). Rejects if nothing listens there; an interrupted stream just has no further events.
 */
export function followPage(
  { port, searchParams }: URL,
  each: (document: Partial<LiveDocument>, kind: string) => void,
): Promise<FollowedPage> {
  const headers = { cookie: `ballast_${port}=${searchParams.get('token')}` };
  return new Promise((resolve, reject) => {
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
          each(state as unknown as Partial<LiveDocument>, kind);
        }
      });
      answer.on('error', () => undefined);
      resolve({ close: () => asked.destroy() });
    });
    asked.on('error', reject);
    asked.end();
  });
}

function whole(data: string): Json {
  return JSON.parse(inflateRawSync(Buffer.from(data, 'base64')).toString('utf8')) as Json;
}
