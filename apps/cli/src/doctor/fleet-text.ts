import { syncText } from '../fleet/status-text.ts';
import type { FleetFindings, ServerFound } from './fleet-findings.ts';

type Line = readonly [name: string, text: string];

/** What is found of a fleet, one thing per line. */
export function fleetLines(fleet: FleetFindings): readonly Line[] {
  if (!fleet.read) return faultLines('file', fleet.fault);
  return [
    ['file', fleet.file],
    ['node', fleet.node],
    ['server', fleet.address],
    ...serverLines(fleet.server),
    ...fleet.roots.map(
      ({ name, path, problem }): Line => [
        `root ${name}`,
        problem === null ? path : `${path} cannot be used: ${problem}`,
      ],
    ),
    ...fleet.tasks.map(
      ({ name, runs, directory, problem }): Line => [
        `task ${name}`,
        problem === null ? `${runs}, in ${directory}` : `${directory} cannot be used: ${problem}`,
      ],
    ),
    ...(fleet.server.reached ? batchLines(fleet.server) : []),
  ];
}

function serverLines(server: ServerFound): readonly Line[] {
  if (!server.reached) return faultLines('not reached', server.fault);
  const { facts, roundTrip } = server;
  return [
    ['version', `${facts.version}, ${syncText(facts.sync)}`],
    ['connection', `${facts.isEncrypted ? 'TLS' : 'not encrypted'}, round trip ${roundTrip.toFixed(1)} ms`],
  ];
}

function batchLines({ batches }: Extract<ServerFound, { reached: true }>): readonly Line[] {
  if (batches.length === 0) return [['batches', 'none is open']];
  return batches.flatMap(({ board, name, problems }): readonly Line[] =>
    problems.length === 0
      ? [[board, `${name}: this machine can take part`]]
      : problems.map((problem): Line => [board, `${name}: ${problem}`]),
  );
}

function faultLines(
  name: string,
  { message, code, hint, details }: Extract<FleetFindings, { read: false }>['fault'],
): readonly Line[] {
  const lines = Array.isArray(details?.lines) ? details.lines.map(String) : [];
  return [
    [name, `${message} (${code})`],
    ...lines.map((line): Line => ['', line]),
    ...(hint === undefined ? [] : [['next', hint] as const]),
  ];
}
