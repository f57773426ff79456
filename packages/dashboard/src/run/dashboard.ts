import type { Dialect } from '@ballast/reporting';
import { metricsOf } from '../metrics-file/metrics-of.ts';
import { writeSmallFile } from '../metrics-file/write-whole.ts';
import { type BatchControl, CONTROL, controlRoute, type Orders } from '../server/control-route.ts';
import { routesOf } from '../server/routes.ts';
import { createSecret } from '../server/secret.ts';
import { type DashboardServer, startServer } from '../server/server.ts';
import { type Batches, createBatches } from '../watch/batches.ts';

export interface DashboardOptions {
  /** Output folders of the batches to follow, absolute. */
  readonly folders: readonly string[];
  /** Name of the journal in an output folder. */
  readonly journal: string;
  /** Folder of the index of batches; null for none. */
  readonly index: string | null;
  /** The page: on this port, 0 for any that is free; null for no page. */
  readonly port: number | null;
  /** File that gets the metrics every five seconds; null for none. */
  readonly metricsFile: string | null;
  /** Passes on orders to batches; null for none: nobody can act on a batch through the dashboard. */
  readonly control?: BatchControl | null;
}

/** Batches that are followed until `close`. */
export interface Dashboard {
  /** Address of the page, with its secret; null without a page. */
  readonly url: string | null;
  readonly viewers: number;
  readonly batches: Batches;
  /** Looks at once and writes the metrics. A warning if they could not be written, otherwise null. */
  finish(): Promise<string | null>;
  /** The same, and it is over. */
  close(): Promise<string | null>;
}

/** Time between two looks at the journals, in milliseconds. */
const LOOK_EVERY = 250;
const METRICS_EVERY = 5000;
/** The textfile collector of node_exporter reads nothing else. */
const FILE_DIALECT: Dialect = 'classic';

/** Starts to follow batches. Faults: DASHBOARD_PORT. */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { port, metricsFile, control = null } = options;
  const orders = control === null ? null : { control, secret: createSecret() };
  const keyFor = (folder: string): string | null =>
    orders?.control.takesOrders(folder) === true ? orders.secret : null;
  const batches = createBatches({ ...options, control: keyFor });
  const server = port === null ? null : await serverOf(batches, orders, port);
  const metrics = metricsFile === null ? null : metricsWriter(batches, metricsFile);
  const timer = setInterval(() => {
    batches.tick();
    metrics?.writeInTime();
  }, LOOK_EVERY);
  const finish = async (): Promise<string | null> => {
    batches.tick();
    return (await metrics?.writeLast()) ?? null;
  };
  return {
    url: server?.url ?? null,
    batches,
    get viewers() {
      return batches.viewers;
    },
    finish,
    close: async () => {
      clearInterval(timer);
      const warning = await finish();
      batches.close();
      server?.close();
      return warning;
    },
  };
}

function serverOf(batches: Batches, orders: Orders | null, port: number): Promise<DashboardServer> {
  const posts = orders === null ? [] : [CONTROL];
  const routes = new Map(routesOf(batches));
  if (orders !== null) routes.set(CONTROL, controlRoute(batches, orders));
  return startServer({ port, secret: createSecret(), routes, posts });
}

interface MetricsWriter {
  /** Writes if the last time is long enough ago. */
  writeInTime(): void;
  writeLast(): Promise<string | null>;
}

/** One file that cannot be written must not end what is watched: the next time may go well. */
function metricsWriter(batches: Batches, file: string): MetricsWriter {
  let wroteAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<string | null> = Promise.resolve(null);
  const write = async (): Promise<string | null> => {
    const watched = batches.own.map((one) => one.watched);
    if (watched.every((one) => one.live() === null)) {
      wroteAt = Number.NEGATIVE_INFINITY;
      return null;
    }
    try {
      await writeSmallFile(file, metricsOf(watched, FILE_DIALECT));
      return null;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return `the metrics cannot be written to ${file}: ${why}`;
    }
  };
  const next = (): Promise<string | null> => {
    writing = writing.then(write);
    return writing;
  };
  return {
    writeInTime: () => {
      if (performance.now() - wroteAt < METRICS_EVERY) return;
      wroteAt = performance.now();
      void next();
    },
    writeLast: next,
  };
}
