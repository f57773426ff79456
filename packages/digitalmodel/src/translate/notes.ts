import type { ConfigIssue } from '@ballast/config';
import { type Finding, mistakeAt, type Origin } from '@ballast/config/yaml';

/** Collects mistakes and warnings while a configuration is read. */
export interface Notes {
  readonly problems: ConfigIssue[];
  readonly warnings: ConfigIssue[];
}

type Observation = Omit<Finding, 'blame'>;

export function newNotes(): Notes {
  return { problems: [], warnings: [] };
}

export function problem(notes: Notes, origin: Origin, observation: Observation): void {
  notes.problems.push(mistakeAt(origin, observation));
}

export function warning(notes: Notes, origin: Origin, observation: Observation): void {
  notes.warnings.push(mistakeAt(origin, observation));
}
