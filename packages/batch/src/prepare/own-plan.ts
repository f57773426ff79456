import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digestOf } from '../files/digest.ts';
import type { PlanFile, WorkPlan } from '../worker/work-plan.ts';

/** A plan for the workers of this machine alone: the one in the output folder names what another machine has. */
export interface OwnPlan {
  readonly file: PlanFile;
  readonly remove: () => void;
}

export function ownPlan(plan: WorkPlan): OwnPlan {
  const text = JSON.stringify(plan);
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-node-'));
  const file = path.join(folder, 'plan.json');
  writeFileSync(file, text, { mode: 0o600 });
  return {
    file: { path: file, hash: digestOf(Buffer.from(text)).sha256 },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
