import type { Command } from 'commander';
import type { JoinFlags } from '../commands/machines/join.ts';
import type { SetExit } from './shared.ts';

/** The command with which a machine takes part in the batches of others. */
export function addJoinCommand(program: Command, setExit: SetExit): void {
  program
    .command('join')
    .description('let this machine take part in the batches of a fleet')
    .requiredOption('--fleet <file>', 'what this machine knows of its fleet: server, key, roots')
    .option('--once', 'leave when one batch is over', false)
    .option('--board <id>', 'only the batch with this board')
    .option('--node <name>', 'name of this node, instead of the one in the fleet file')
    .option('--workers <n>', "most tasks at the same time on this machine: a number or 'auto'")
    .option('--memory <x>', 'memory budget of this machine: a share (75%) or a size (24GiB)')
    .option('--no-history', 'do not use what earlier batches learned about this machine')
    .option('--quiet', 'print only errors', false)
    .action(async (flags: JoinFlags) => {
      const { joinCommand } = await import('../commands/machines/join.ts');
      setExit(await joinCommand(flags));
    });
}
