import type { BatchRun, CheckedBatch, OpenBatch, ShareBatch } from '@ballast/batch';
import { Coordination, readFleetFile } from '@ballast/fleet';
import { withRows } from '@ballast/own-task';
import { FaultError, isFault } from '@ballast/resource-model';
import type { FleetFlags } from './fleet-flags.ts';
import { openLogOf } from './open-log.ts';
import { type OwnNode, startOwnNode } from './own-node.ts';

/** A batch whose tasks are done by the nodes of a fleet. */
export interface FleetRun {
  /** The batch as other machines can read it. */
  readonly checked: CheckedBatch;
  readonly share: ShareBatch;
  /** The first time this process leaves and the nodes go on; the second time they start nothing more. */
  stoppable(run: BatchRun): Pick<BatchRun, 'drain' | 'cancel'>;
  /** `over`: the batch if everything is published, so that the nodes may leave; null if they go on. Returns warnings. */
  end(over: OpenBatch | null): Promise<readonly string[]>;
  /** The end waits for the server no longer. */
  giveUp(): void;
}

/** Time in which a second Ctrl-C drains the fleet, in milliseconds. */
const SECOND_CHANCE = 1500;

/** Faults: FLEET_FILE_INVALID, FLEET_OWN_TASK. */
export function runOnFleet(checked: CheckedBatch, flags: FleetFlags, say: (line: string) => void): FleetRun {
  const settings = readFleetFile(flags.fleet);
  if (checked.batch.task?.name === null) throw unnamed();
  let own: OwnNode | null = null;
  let running: Pick<BatchRun, 'drain'> | null = null;
  const coordination = new Coordination({
    openLog: openLogOf(settings),
    settings,
    say,
    ordered: (cause) => running?.drain(cause),
    opened: (board) => {
      if (flags.here === true) own ??= startOwnNode(board, settings.node, flags);
    },
  });
  return {
    checked: withRows(checked),
    share: coordination.share,
    stoppable: (run) => {
      running = run;
      return stoppable(run, coordination, say);
    },
    end: async (over) => {
      const { batch, output } = over ?? {};
      const published = batch === undefined || output === undefined ? null : { name: batch.name, output };
      const warnings = await warningsOf(() => coordination.end(published));
      if (over === null || warnings.length > 0) own?.leave();
      await own?.ended;
      return warnings;
    },
    giveUp: () => coordination.giveUp(),
  };
}

/** The batch is done, whatever the server says to that. */
async function warningsOf(end: () => Promise<void>): Promise<readonly string[]> {
  try {
    await end();
    return [];
  } catch (error) {
    if (!isFault(error)) throw error;
    const again = 'the nodes may still wait for it: run the same command again, which ends that';
    return [`the board of the batch was not closed: ${error.message}; ${again}`];
  }
}

function stoppable(
  run: BatchRun,
  coordination: Coordination,
  say: (line: string) => void,
): Pick<BatchRun, 'drain' | 'cancel'> {
  let leaving: NodeJS.Timeout | null = null;
  return {
    drain: (cause) => {
      say('leaving: the nodes continue (again: they finish what they have, and start nothing more)');
      leaving = setTimeout(() => run.drain(cause), SECOND_CHANCE);
    },
    cancel: (cause) => {
      if (leaving !== null) clearTimeout(leaving);
      say('draining the fleet');
      void coordination
        .drain(cause)
        .then(() => coordination.untilIdle())
        .catch(() => undefined)
        .finally(() => run.drain(cause));
    },
  };
}

function unnamed(): FaultError {
  return new FaultError({
    code: 'FLEET_OWN_TASK',
    message:
      'the batch runs a command of its own that has no name, and no machine may make another one run something',
    hint: 'give it a name (`name` in `task`, or --name), and allow that name on each machine (`tasks` in its fleet file)',
  });
}
