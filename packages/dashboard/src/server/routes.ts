import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ComparedBatches, livePage, type NamedBatch } from '@ballast/report-page';
import { type Figures, sideBySide } from '@ballast/reporting';
import { metricsOf } from '../metrics-file/metrics-of.ts';
import type { Batches } from '../watch/batches.ts';
import { type Answer, COMMON, HTML, JSON_TYPE, respond, TEXT } from './respond.ts';

export type Route = (request: IncomingMessage, response: ServerResponse, address: URL) => void;

/** More viewers at a time would cost the machine more than they see. */
const MOST_VIEWERS = 8;

/** What the server answers, by path. */
export function routesOf(batches: Batches): ReadonlyMap<string, Route> {
  const { html, script, style } = livePage();
  const fixed =
    (type: string, body: string): Route =>
    (_, response) =>
      respond(response, { type, body });
  return new Map<string, Route>([
    ['/', fixed(HTML, html)],
    ['/batches', fixed(HTML, html)],
    ['/app.js', fixed('text/javascript; charset=utf-8', script)],
    ['/style.css', fixed('text/css; charset=utf-8', style)],
    ['/batches.json', (_, response) => respond(response, listOf(batches))],
    ['/metrics', (request, response) => respond(response, metricsAnswer(batches, request))],
    ['/figures.json', (_, response, address) => figures(batches, response, address)],
    ['/compared.json', (_, response, address) => respond(response, comparedAnswer(batches, address))],
    ['/events', (request, response, address) => events(batches, { request, response, address })],
  ]);
}

function listOf(batches: Batches): Answer {
  const own = batches.own.map(({ id, watched }) => ({
    id,
    folder: watched.folder,
    name: watched.live()?.figures.batch.name ?? null,
  }));
  return { type: JSON_TYPE, body: JSON.stringify({ own, batches: batches.list() }) };
}

const OPEN_METRICS = 'application/openmetrics-text';

function metricsAnswer(batches: Batches, { headers: { accept = '' } }: IncomingMessage): Answer {
  const isOpen = accept.includes(OPEN_METRICS);
  const watched = batches.own.map((one) => one.watched);
  return {
    type: isOpen
      ? `${OPEN_METRICS}; version=1.0.0; charset=utf-8`
      : 'text/plain; version=0.0.4; charset=utf-8',
    body: metricsOf(watched, isOpen ? 'openmetrics' : 'classic'),
  };
}

function figures(batches: Batches, response: ServerResponse, address: URL): void {
  const found = batches.find(address.searchParams.get('batch') ?? '0');
  if (found === null) return respond(response, NOT_FOUND);
  found.watched.look();
  respond(response, { type: JSON_TYPE, body: JSON.stringify(found.watched.live()) });
}

export const NOT_FOUND: Answer = { status: 404, type: TEXT, body: 'There is nothing here.\n' };

/** Two batches of the list beside each other. */
function comparedAnswer(batches: Batches, { searchParams }: URL): Answer {
  const [first, second] = ['first', 'second'].map((name) => comparedBatch(batches, searchParams.get(name)));
  if (first === undefined || second === undefined || first === null || second === null) return NOT_FOUND;
  const problem = first.problem ?? second.problem;
  const rows =
    first.figures === null || second.figures === null ? [] : sideBySide(first.figures, second.figures);
  const compared: ComparedBatches = { first: first.named, second: second.named, problem, rows };
  const body = JSON.stringify(compared);
  return { type: JSON_TYPE, body };
}

function comparedBatch(batches: Batches, id: string | null): ComparedBatch | null {
  const found = id === null ? null : batches.find(id);
  if (found === null) return null;
  const { watched } = found;
  watched.look();
  const figures = watched.live()?.figures ?? null;
  const { name = '', startedAt = '' } = figures?.batch ?? {};
  const problem = figures === null ? `there is no journal in ${watched.folder}` : null;
  return { named: { id: found.id, folder: watched.folder, name, startedAt }, figures, problem };
}

interface ComparedBatch {
  readonly named: NamedBatch;
  readonly figures: Figures | null;
  readonly problem: string | null;
}

interface Viewer {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly address: URL;
}

function events(batches: Batches, { request, response, address }: Viewer): void {
  const found = batches.find(address.searchParams.get('batch') ?? '0');
  if (found === null) return respond(response, NOT_FOUND);
  if (batches.viewers >= MOST_VIEWERS) {
    const body = `There are ${MOST_VIEWERS} viewers already.\n`;
    return respond(response, { status: 503, type: TEXT, body, headers: { 'Retry-After': '30' } });
  }
  response.writeHead(200, { ...COMMON, 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const last = request.headers['last-event-id'] ?? address.searchParams.get('since');
  found.feed.add(response, typeof last === 'string' ? last : null);
}
