import { setTimeout as wait } from 'node:timers/promises';
import type { ShareBatch } from '@ballast/batch';
import { isFault } from '@ballast/resource-model';
import { appendInTime } from '../log/append-surely.ts';
import type { LogEntry, SharedLog } from '../log/shared-log.ts';
import type { OpenLog } from '../node/join-fleet.ts';
import { CONTROL, type ControlRecord, NODES } from '../records/batch-record.ts';
import type { FleetSettings } from '../settings/fleet-file.ts';
import { boardsOf, type ToClose } from './close-board.ts';
import { closeInTime } from './close-in-time.ts';
import { FollowRunner } from './follow-runner.ts';
import { IdleNodes } from './idle-nodes.ts';
import type { OpenBoard } from './open-board.ts';
import { openInTime } from './open-in-time.ts';

export interface CoordinateOptions {
  readonly openLog: OpenLog;
  readonly settings: FleetSettings;
  readonly say: (line: string) => void;
  /** Called with the id of the board once nodes may take part. */
  readonly opened?: (board: string) => void;
  /** Called once with the cause if somebody drained, cancelled or closed the batch, as soon as no node has a task any more. */
  readonly ordered?: (cause: string) => void;
  /** Default 60,000 milliseconds; see `FollowOptions`. */
  readonly patience?: number;
}

const PATIENCE = 60_000;
const DRAIN_PATIENCE = 120_000;
/** For a server that goes away while a board is opened, or when the batch is published. */
const AWAY_PATIENCE = 30_000;

/** A batch that is done, by its name and its output folder. */
export type Published = Omit<ToClose, 'id'>;

/** One batch on a fleet, from the side of the process that keeps its journal. */
export class Coordination {
  readonly #options: CoordinateOptions;
  readonly #over = new AbortController();
  #board: OpenBoard | null = null;
  #inFlight: () => number = () => 0;
  #isOrdered = false;
  #stopShowing: () => Promise<void> = () => Promise.resolve();

  constructor(options: CoordinateOptions) {
    this.#options = options;
  }

  /** For `OpenBatch.run`. */
  readonly share: ShareBatch = async (batch) => {
    const { say, opened, patience = PATIENCE } = this.#options;
    await this.#board?.log.close();
    const board = await openInTime(batch, {
      ...this.#options,
      signal: this.#over.signal,
      patience: AWAY_PATIENCE,
    });
    this.#board = board;
    say(board.isNew ? `opened the board ${board.id}` : `continues the board ${board.id}`);
    opened?.(board.id);
    const runner = new FollowRunner({
      ...{ batch, board, patience, say },
      ordered: (order) => void this.#obey(order),
    });
    this.#inFlight = () => runner.inFlight;
    await this.#showIdle(board.id);
    return { runner: () => runner, seats: () => null };
  };

  /** Whoever waits for a batch sees why a machine does nothing in it. */
  async #showIdle(board: string): Promise<void> {
    const { openLog, say } = this.#options;
    await this.#stopShowing();
    const [idle, stop] = [new IdleNodes(board), new AbortController()];
    let nodes: SharedLog;
    try {
      nodes = await openLog(NODES, { create: false, latest: true });
    } catch (error) {
      // The batch does not need it.
      if (isFault(error)) return;
      throw error;
    }
    const each = (entry: LogEntry): void => {
      const line = idle.line(entry);
      if (line !== null) say(line);
    };
    const following = nodes.follow(1, each, stop.signal).catch(() => undefined);
    this.#stopShowing = async () => {
      stop.abort();
      await nodes.close();
      await following;
    };
  }

  /** Nodes start nothing more, so this process would wait for ever. */
  async #obey(order: ControlRecord): Promise<void> {
    if (this.#isOrdered) return;
    this.#isOrdered = true;
    await this.untilIdle();
    if (!this.#over.signal.aborted) this.#options.ordered?.(causeOf(order));
  }

  /** Tells all nodes to start nothing more, and waits for what runs. */
  async drain(cause: string): Promise<void> {
    const { log } = this.#board ?? {};
    if (log === undefined) return;
    const record = {
      v: 1,
      id: `drain.${process.pid}.${Date.now()}`,
      type: 'drain',
      cause: cause.slice(0, 500),
      by: 'coordinator',
    };
    const expected = (await log.last(CONTROL))?.seq ?? 0;
    await appendInTime(log, { subject: CONTROL, record, expected }, { signal: this.#over.signal });
  }

  /** Waits until no node has a task any more, or for as long as that may take. */
  async untilIdle(): Promise<void> {
    for (
      const until = performance.now() + DRAIN_PATIENCE;
      this.#inFlight() > 0 && performance.now() < until && !this.#over.signal.aborted;
    )
      await wait(200);
  }

  /** Waits for the server no longer. */
  giveUp(): void {
    this.#over.abort();
  }

  /**
   * `over`: everything has settled and is published, so that the nodes may leave all boards of this output folder: also one that a
   * coordinator left open which died after it had published. Null: the batch goes on. Faults: those of the server.
   */
  async end(over: Published | null): Promise<void> {
    const options = { ...this.#options, signal: this.#over.signal, patience: AWAY_PATIENCE };
    try {
      if (over === null) return;
      for (const id of boardsOf(over.output)) await closeInTime({ ...over, id }, options);
    } finally {
      this.#over.abort();
      await this.#stopShowing();
      await this.#board?.log.close();
    }
  }
}

function causeOf(order: ControlRecord): string {
  if (order.type === 'closed') return `the board was closed by ${order.by}`;
  return order.by === 'coordinator' ? order.cause : `${order.cause} on ${order.by}`;
}
