import { joinFleet, type NodeEnd, readFleetFile } from '@ballast/fleet';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../../exit-code.ts';
import { allowedTask } from '../../fleet/allowed-task.ts';
import { onLeave } from '../../fleet/leave-message.ts';
import { openLogOf } from '../../fleet/open-log.ts';
import { keepListeningToTheEnd, listenForSignals, outliveSession } from '../../platform/signals.ts';

export interface JoinFlags {
  readonly fleet: string;
  readonly once: boolean;
  readonly board?: string;
  readonly node?: string;
  readonly workers?: string;
  readonly memory?: string;
  readonly history: boolean;
  readonly quiet: boolean;
}

/** `ballast join`: this machine takes part in the batches of a fleet. Returns the exit code. */
export async function joinCommand(flags: JoinFlags): Promise<number> {
  const settings = readFleetFile(flags.fleet);
  const [drain, cancel] = [new AbortController(), new AbortController()];
  const say = (line: string): void => {
    if (!flags.quiet) process.stderr.write(`${forTerminal(line)}\n`);
  };
  outliveSession();
  const stopListening = listenForSignals((signal) => {
    if (drain.signal.aborted) cancel.abort();
    else say(`interrupted by ${signal}: finishes what it has (again: stops at once)`);
    drain.abort();
  });
  onLeave(() => drain.abort());
  try {
    const end = await joinFleet({
      openLog: openLogOf(settings),
      settings,
      node: flags.node ?? settings.node,
      ...{ once: flags.once, board: flags.board ?? null, history: flags.history, say },
      overrides: overridesOf(flags),
      ownTask: allowedTask(settings),
      ...{ drain: drain.signal, cancel: cancel.signal },
    });
    return drain.signal.aborted ? EXIT.interrupted : EXITS[end];
  } finally {
    stopListening();
    keepListeningToTheEnd();
  }
}

const EXITS: Readonly<Record<NodeEnd, number>> = {
  closed: EXIT.ok,
  drained: EXIT.ok,
  'output-failed': EXIT.storage,
};

function overridesOf({ workers, memory }: JoinFlags): string[] {
  return [
    ...(workers === undefined ? [] : [`resources.workers=${workers}`]),
    ...(memory === undefined ? [] : [`resources.memory=${memory}`]),
  ];
}
