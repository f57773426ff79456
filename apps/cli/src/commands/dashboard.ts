import { existsSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { historyFolder, JOURNAL } from '@ballast/batch';
import { type Dashboard, startDashboard } from '@ballast/dashboard';
import { FaultError, isFault } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';
import { orderIn } from '../control/orders.ts';
import { sendOrder, takesOrders } from '../control/send-order.ts';
import { EXIT } from '../exit-code.ts';
import { openInBrowser } from '../live/open-in-browser.ts';
import { listenForSignals } from '../platform/signals.ts';
import { followInTerminal } from '../tui/follow-in-terminal.ts';

export interface DashboardFlags {
  readonly port?: number;
  readonly open?: boolean;
  readonly metrics?: string;
  /** In the terminal instead of on a page. */
  readonly tui?: boolean;
  /** Let the page act on batches that take orders. */
  readonly control?: boolean;
  readonly json: boolean;
  readonly page: boolean;
  /** It belongs to a batch: it ends with its standard input, and leaves signals to the batch. */
  readonly companion?: boolean;
}

/** `ballast dashboard`: follows batches until it is interrupted. Returns the exit code. Faults: DASHBOARD_NO_BATCH, DASHBOARD_PORT. */
export async function dashboardCommand(given: readonly string[], flags: DashboardFlags): Promise<number> {
  const { companion = false } = flags;
  const folders = given.map((folder) => path.resolve(folder));
  if (companion) return accompany(folders, flags);
  for (const folder of folders) mustHaveBatch(folder);
  if (flags.tui === true) return inTerminal(folders, flags);
  const dashboard = await start(folders, flags);
  say(dashboard, flags);
  await new Promise<void>((resolve) => listenForSignals(() => resolve()));
  const warning = await dashboard.close();
  if (warning !== null) process.stderr.write(`${forTerminal(warning)}\n`);
  return EXIT.ok;
}

async function inTerminal(folders: readonly string[], flags: DashboardFlags): Promise<number> {
  if (folders.length !== 1) {
    throw new FaultError({
      code: 'DASHBOARD_ONE_FOLDER',
      message: `--tui shows one batch, and ${folders.length} output folders are named`,
      hint: 'name one output folder',
    });
  }
  const dashboard = await start(folders, { ...flags, page: false });
  const [own] = dashboard.batches.own;
  try {
    await followInTerminal(() => own?.watched.live() ?? null);
  } finally {
    await dashboard.close();
  }
  return EXIT.ok;
}

function start(
  folders: readonly string[],
  { port = 0, metrics, page, control = false }: DashboardFlags,
): Promise<Dashboard> {
  return startDashboard({
    folders,
    journal: JOURNAL,
    index: historyFolder(process.env, process.platform),
    port: page ? port : null,
    metricsFile: metrics === undefined ? null : path.resolve(metrics),
    control: control ? { takesOrders, send } : null,
  });
}

async function send(folder: string, asked: unknown): Promise<void> {
  const order = orderIn(asked);
  if (order === null) throw new Error('this is not an order');
  await sendOrder(folder, order, 'the dashboard');
}

function say({ url }: Dashboard, { json, open = false }: DashboardFlags): void {
  process.stdout.write(json ? `${JSON.stringify({ url })}\n` : `${url}\nCtrl-C ends it.\n`);
  if (url !== null && open) openInBrowser(url);
}

function mustHaveBatch(folder: string): void {
  if (existsSync(path.join(folder, JOURNAL))) return;
  throw new FaultError({
    code: 'DASHBOARD_NO_BATCH',
    message: `${folder} contains no journal of a batch`,
    hint: `name the output folder of a batch: the one that contains ${JOURNAL}`,
    details: { path: folder },
  });
}

/** Time between two looks at whether somebody still views the page of a batch that has ended, in milliseconds. */
const LINGER_EVERY = 1000;

/** Beside a batch: with less right to the processors than anything that computes. */
async function accompany(folders: readonly string[], flags: DashboardFlags): Promise<number> {
  stepBack();
  // The batch decides what a signal means; a batch that is gone closes the pipes.
  listenForSignals(() => undefined);
  process.stdout.on('error', () => undefined);
  const tell = (said: object): void => void process.stdout.write(`${JSON.stringify(said)}\n`);
  let dashboard: Dashboard;
  try {
    dashboard = await start(folders, flags);
  } catch (error) {
    if (!isFault(error)) throw error;
    tell({ fault: error.message });
    return EXIT.configuration;
  }
  tell({ url: dashboard.url });
  await endOfInput();
  const warning = await dashboard.finish();
  if (warning !== null) tell({ warning });
  tell({ written: true });
  // Whoever looks at the page may go on looking.
  do await wait(LINGER_EVERY);
  while (dashboard.viewers > 0);
  await dashboard.close();
  return EXIT.ok;
}

function endOfInput(): Promise<void> {
  return new Promise((resolve) => {
    process.stdin.on('end', () => resolve());
    process.stdin.on('error', () => resolve());
    process.stdin.resume();
  });
}

function stepBack(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It costs little as it is.
  }
}
