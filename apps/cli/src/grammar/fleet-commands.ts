import { isIP } from 'node:net';
import { type Command, InvalidArgumentError } from 'commander';
import type { FleetFlags, OrderFlags } from '../commands/machines/fleet.ts';
import type { AddNodeFlags } from '../commands/machines/fleet-add.ts';
import type { InitFleetFlags } from '../commands/machines/fleet-init.ts';
import { FLEET_FILE } from '../fleet/fleet-file-name.ts';
import { port } from './companion-options.ts';
import type { SetExit } from './shared.ts';

const EXAMPLES = `
Examples:
  $ ballast fleet init fleet --host box --host 192.0.2.7    keys and a configuration for a new fleet
  $ ballast fleet add fleet ws3                             a key for one more machine
  $ ballast fleet serve fleet                               run its server on this machine
  $ ballast doctor --fleet fleet.yml                        whether this machine can take part
  $ ballast fleet status --fleet fleet.yml                  nodes, seats and batches
  $ ballast fleet clean --fleet fleet.yml                   remove the boards of batches that are over`;

/** `ballast fleet`: the administration of several machines that share batches. */
export function addFleetCommands(program: Command, setExit: SetExit): void {
  const fleet = program
    .command('fleet')
    .description('administer machines that share batches: init, add, serve, status, drain, cancel, clean')
    .addHelpText('after', EXAMPLES);
  fleet
    .command('init')
    .description('make keys, certificates and the configuration of the server for a new fleet')
    .argument('<dir>', 'folder for them; files that exist are never replaced')
    .option('--host <name>', 'name or address of the machine with the server; may be repeated', host, [])
    .option('--port <n>', 'port of the server', port, 4222)
    .option(
      '--node <name>',
      'a machine with a key of its own; may be repeated; without any, all share one',
      name,
      [],
    )
    .option('--quiet', 'print only errors', false)
    .action(async (dir: string, flags: InitFleetFlags) => {
      const { initFleetCommand } = await import('../commands/machines/fleet-init.ts');
      setExit(await initFleetCommand(dir, flags));
    });
  fleet
    .command('add')
    .description('make a key for one more machine of a fleet, and let the server know it')
    .argument('<dir>', 'folder that fleet init made')
    .argument('<node>', 'name of the machine', oneName)
    .option('--quiet', 'print only errors', false)
    .action(async (dir: string, node: string, flags: AddNodeFlags) => {
      const { addNodeCommand } = await import('../commands/machines/fleet-add.ts');
      setExit(await addNodeCommand(dir, node, flags));
    });
  fleet
    .command('serve')
    .description('run the server of a fleet, which has to be installed (nats-server)')
    .argument('<dir>', 'folder that fleet init made')
    .action(async (dir: string) => {
      const { serveFleetCommand } = await import('../commands/machines/fleet-serve.ts');
      setExit(await serveFleetCommand(dir));
    });
  withServer(fleet.command('status'))
    .description('show nodes, seats and batches of a fleet')
    .option('--json', 'print JSON on standard output', false)
    .action(async (flags: FleetFlags & { readonly json: boolean }) => {
      const { fleetStatusCommand } = await import('../commands/machines/fleet.ts');
      setExit(await fleetStatusCommand(flags));
    });
  addOrder(fleet, setExit, {
    what: 'drain',
    does: 'begin no more tasks of a batch on any node; what runs ends',
  });
  addOrder(fleet, setExit, { what: 'cancel', does: 'end a batch on all nodes, and what runs of it' });
  withServer(fleet.command('clean'))
    .description(
      'remove the boards of batches that are over from the server; output folders stay as they are',
    )
    .argument('[board...]', 'only these')
    .option('--quiet', 'print only errors', false)
    .action(async (boards: string[], flags: OrderFlags) => {
      const { cleanFleetCommand } = await import('../commands/machines/fleet.ts');
      setExit(await cleanFleetCommand(boards, flags));
    });
}

function addOrder(
  fleet: Command,
  setExit: SetExit,
  { what, does }: { readonly what: 'drain' | 'cancel'; readonly does: string },
): void {
  withServer(fleet.command(what))
    .description(does)
    .argument('[board]', 'board of the batch, as fleet status shows it; not needed if one batch is open')
    .option('--quiet', 'print only errors', false)
    .action(async (board: string | undefined, flags: OrderFlags) => {
      const { orderFleetCommand } = await import('../commands/machines/fleet.ts');
      setExit(await orderFleetCommand(what, board, flags));
    });
}

function withServer(command: Command): Command {
  return command.option('--fleet <file>', 'file with the server and the key of this machine', FLEET_FILE);
}

function host(text: string, before: readonly string[]): string[] {
  const isName = /^(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})*$/.test(text) && text.length < 254;
  if (isName || isIP(text) !== 0) return [...before, text];
  throw new InvalidArgumentError('Expected the name or the address of a machine, such as box or 192.0.2.7.');
}

function name(text: string, before: readonly string[]): string[] {
  if (before.includes(text)) throw new InvalidArgumentError('Expected each name once.');
  return [...before, oneName(text)];
}

function oneName(text: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected a name of letters, digits, `_` and `-`.');
}
