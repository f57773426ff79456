import type { ChildProcess } from 'node:child_process';
import { request } from 'node:http';
import { inflateRawSync } from 'node:zlib';
import { type Json, type LiveDocument, type Patch, patched } from '@ballast/report-page';

/** What a page knows of a batch. */
export interface Seen {
  readonly kinds: readonly string[];
  until(such: (document: Partial<LiveDocument>) => boolean): Promise<Partial<LiveDocument>>;
  close(): void;
}

/** The address of the page, from what the command prints. */
export function openedAt(child: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (more: string) => {
        text += more;
        const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+/.exec(text)?.[0];
        if (found !== undefined) resolve(new URL(found));
      });
    }
    child.once('close', () => reject(new Error(`no address in: ${text}`)));
  });
}

/** Follows a batch as its page does. */
export function events({ port, searchParams }: URL): Promise<Seen> {
  const headers = { cookie: `ballast_${port}=${searchParams.get('token')}` };
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: '/events', headers }, (answer) => {
      const kinds: string[] = [];
      let state: Json = {};
      let check = (): void => undefined;
      let rest = '';
      answer.setEncoding('utf8').on('data', (more: string) => {
        const blocks = (rest + more).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const [, kind, data] = /^event: (\w+)\n[\s\S]*^data: (.*)$/m.exec(block) ?? [];
          if (kind === undefined || data === undefined) continue;
          kinds.push(kind);
          state = kind === 'whole' ? whole(data) : patched(state, JSON.parse(data) as Patch);
          check();
        }
      });
      answer.on('error', () => undefined);
      resolve({
        kinds,
        until: (such) =>
          new Promise((done) => {
            check = () => {
              const document = state as unknown as Partial<LiveDocument>;
              if (such(document)) done(document);
            };
            check();
          }),
        close: () => asked.destroy(),
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}

function whole(data: string): Json {
  return JSON.parse(inflateRawSync(Buffer.from(data, 'base64')).toString('utf8')) as Json;
}
