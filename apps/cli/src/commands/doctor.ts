import { measureStorage, type StorageMeasurement } from '@ballast/profiler';
import { doctorJson } from '../doctor/doctor-json.ts';
import { doctorText } from '../doctor/doctor-text.ts';
import { collectFindings, type Findings } from '../doctor/findings.ts';
import type { FleetFindings } from '../doctor/fleet-findings.ts';
import { EXIT } from '../exit-code.ts';
import { listenForSignals } from '../platform/signals.ts';

export interface DoctorFlags {
  readonly measureStorage: boolean;
  /** False: OrcFxAPI is not loaded. */
  readonly native: boolean;
  readonly json: boolean;
  /** File of a fleet, to examine that too. */
  readonly fleet?: string;
}

/** `ballast doctor`: what this machine has, and what is missing. Returns the exit code. */
export async function doctorCommand(directory: string, flags: DoctorFlags): Promise<number> {
  const findings = await collectFindings(directory, flags);
  const fleet = flags.fleet === undefined ? null : await fleetOf(flags.fleet);
  const interrupted = new AbortController();
  const measurement = flags.measureStorage ? await measure(findings, interrupted) : null;
  if (flags.json) {
    process.stdout.write(
      `${JSON.stringify({ ...doctorJson(findings, measurement), ...(fleet === null ? {} : { fleet }) }, null, 2)}\n`,
    );
  } else {
    for (const line of doctorText(findings, measurement, fleet)) process.stdout.write(`${line}\n`);
  }
  return interrupted.signal.aborted ? EXIT.interrupted : EXIT.ok;
}

/** What connects to a server is loaded only for a fleet. */
async function fleetOf(file: string): Promise<FleetFindings> {
  const { collectFleet } = await import('../doctor/fleet-findings.ts');
  return collectFleet(file);
}

/** A signal ends the measurement early, so that its own file does not stay behind. */
async function measure({ directory }: Findings, interrupted: AbortController): Promise<StorageMeasurement> {
  if (!directory.present) return { measured: false, reason: `${directory.path} is not a folder` };
  const stopListening = listenForSignals(() => interrupted.abort());
  try {
    return await measureStorage(directory.path, interrupted.signal);
  } finally {
    stopListening();
  }
}
