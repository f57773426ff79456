import { nkeys } from '@nats-io/transport-node';
import { makeAuthority } from './authority.ts';
import { configurationText, SERVER_FILES, type User, withUser } from './configuration.ts';

export interface NewFleet {
  /** Names and addresses by which machines reach the server; the first is the one in their files. */
  readonly hosts: readonly [string, ...string[]];
  readonly port: number;
  /** Nodes with keys of their own; none: one key for all. */
  readonly nodes: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface FleetFile {
  /** Folder and name. */
  readonly folder: string;
  readonly name: string;
  readonly text: string;
  /** Whether only its owner may read it. */
  readonly isSecret: boolean;
}

/** Folders of a new fleet, one for each kind of machine. */
export const FOLDERS = {
  authority: 'authority',
  server: 'server',
  coordinator: 'coordinator',
  node: 'node',
} as const;

/** All files of a new fleet, with new keys. Who made them once cannot make them again. */
export async function fleetFiles(fleet: NewFleet): Promise<readonly FleetFile[]> {
  const { authority, server } = await makeAuthority(fleet.hosts, fleet.now);
  const nodes = fleet.nodes.length === 0 ? [FOLDERS.node] : fleet.nodes.map(nodeFolder);
  const machines = [FOLDERS.coordinator, ...nodes].map((folder) => ({ folder, key: nkeys.createUser() }));
  const users = machines.map(({ folder, key }): User => {
    const role = folder === FOLDERS.coordinator ? 'coordinator' : 'node';
    return { role, publicKey: key.getPublicKey(), comment: folder };
  });
  const ca = authority.certificate;
  return [
    { folder: FOLDERS.authority, name: 'ca.key', text: authority.key, isSecret: true },
    { folder: FOLDERS.authority, name: 'ca.pem', text: ca, isSecret: false },
    { folder: FOLDERS.server, name: SERVER_FILES.certificate, text: server.certificate, isSecret: false },
    { folder: FOLDERS.server, name: SERVER_FILES.key, text: server.key, isSecret: true },
    {
      folder: FOLDERS.server,
      name: SERVER_FILES.configuration,
      text: configurationText({ port: fleet.port, users }),
      isSecret: false,
    },
    ...machines.flatMap(({ folder, key }) =>
      machineFiles(folder, { key, ca, settings: settingsText(fleet) }),
    ),
  ];
}

interface OfMachine {
  readonly key: ReturnType<typeof nkeys.createUser>;
  readonly ca: string;
  readonly settings: string;
}

function machineFiles(folder: string, { key, ca, settings }: OfMachine): readonly FleetFile[] {
  return [
    { folder, name: MACHINE_FILES.ca, text: ca, isSecret: false },
    { folder, name: KEY, text: `${Buffer.from(key.getSeed()).toString('latin1')}\n`, isSecret: true },
    { folder, name: MACHINE_FILES.settings, text: settings, isSecret: false },
  ];
}

/** What a machine has besides its key. */
export const MACHINE_FILES = { ca: 'ca.pem', settings: 'fleet.yml' } as const;

/** One more node for a fleet that exists. */
export interface NewNode {
  readonly name: string;
  /** The configuration of the server, and what another machine has of the fleet. */
  readonly configuration: string;
  readonly ca: string;
  readonly settings: string;
}

export interface AddedNode {
  readonly files: readonly FleetFile[];
  /** The configuration of the server with the new key. */
  readonly configuration: string;
}

/** The files of one more node, with a new key; null if the configuration is not one that `fleetFiles` made. */
export function addedNode({ name, configuration, ca, settings }: NewNode): AddedNode | null {
  const folder = nodeFolder(name);
  const key = nkeys.createUser();
  const user: User = { role: 'node', publicKey: key.getPublicKey(), comment: folder };
  const changed = withUser(configuration, user);
  return changed === null
    ? null
    : { files: machineFiles(folder, { key, ca, settings }), configuration: changed };
}

export const nodeFolder = (name: string): string => `${FOLDERS.node}-${name}`;

const KEY = 'key.nk';

function settingsText({ hosts: [host], port }: NewFleet): string {
  return `# What this machine has to know of the fleet. Paths count from the folder of this file.
server: tls://${host.includes(':') ? `[${host}]` : host}:${port}
ca: ca.pem
key: ${KEY}

# Folders that every machine has: the same names in each of these files, and the paths that this machine has them under.
# On Windows, for example: results: '\\\\nas\\projects'
roots:
  results: /mnt/projects

# Licences that the machines share, if their inputs need any: how many seats there are. per: machine if a machine with several
# processes takes one, process if each process takes one.
# seats:
#   orcaflex: { pool: 4, per: machine }

# Commands of users that batches may run on this machine, by name. A batch only names one: what runs is written here.
# tasks:
#   drag: { command: [python3, /opt/tools/drag.py, "{input}"] }
`;
}
