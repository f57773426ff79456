import { request } from 'node:http';
import { connect } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import { type Json, type Patch, patched } from '@ballast/report-page';

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Place {
  readonly port: number;
  readonly secret: string;
}

export function placeOf(url: string): Place {
  const address = new URL(url);
  return { port: Number(address.port), secret: address.searchParams.get('token') ?? '' };
}

/** One request; the secret is sent unless the headers say otherwise. */
export function get(
  { port, secret }: Place,
  target: string,
  {
    method = 'GET',
    headers = {},
  }: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = { authorization: `Bearer ${secret}`, ...headers };
    const asked = request({ host: '127.0.0.1', port, path: target, method, headers: sent }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Sends bytes as they are; what the server answers until it closes the connection. */
export function raw(port: number, data: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(data));
    let text = '';
    socket.setEncoding('latin1').on('data', (more: string) => {
      text += more;
    });
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
}

/** Somebody who follows a batch through its events, like the page. */
export interface Watcher {
  /** What the events so far come to. */
  readonly state: Json;
  readonly lastId: string;
  /** Kinds of the events, in order. */
  readonly kinds: readonly string[];
  readonly status: number;
  until(such: (state: Json) => boolean): Promise<Json>;
  close(): void;
}

export function watch(
  { port, secret }: Place,
  query = '',
  since: { readonly id: string; readonly state: Json } | null = null,
): Promise<Watcher> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string> = { cookie: `ballast_${port}=${secret}` };
    if (since !== null) headers['last-event-id'] = since.id;
    const asked = request({ host: '127.0.0.1', port, path: `/events${query}`, headers }, (answer) => {
      const kinds: string[] = [];
      let state: Json = since?.state ?? {};
      let [lastId, text] = [since?.id ?? '', ''];
      let waiting: { such: (state: Json) => boolean; resolve: (state: Json) => void } | null = null;
      const take = (block: string): void => {
        const fields = new Map(
          block
            .split('\n')
            .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        );
        const [kind, data] = [fields.get('event'), fields.get('data') ?? ''];
        if (kind === undefined) return;
        kinds.push(kind);
        lastId = fields.get('id') ?? lastId;
        if (kind === 'whole')
          state = JSON.parse(inflateRawSync(Buffer.from(data, 'base64')).toString('utf8')) as Json;
        else state = patched(state, JSON.parse(data) as Patch);
        if (waiting?.such(state)) waiting.resolve(state);
      };
      answer.setEncoding('utf8').on('data', (more: string) => {
        text += more;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          take(text.slice(0, end));
          text = text.slice(end + 2);
        }
      });
      answer.on('error', () => undefined);
      resolve({
        get state() {
          return state;
        },
        get lastId() {
          return lastId;
        },
        kinds,
        status: answer.statusCode ?? 0,
        until: (such) =>
          such(state)
            ? Promise.resolve(state)
            : new Promise((done) => {
                waiting = { such, resolve: done };
              }),
        close: () => asked.destroy(),
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
