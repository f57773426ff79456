import type { BindingResource } from '@ballast/resource-model';
import type { MemoryGrowth } from '@ballast/scheduler';
import type { SimulationResult } from '../drive/result.ts';
import type { MachineSize, StorageName } from '../machine/presets.ts';
import type { ScenarioKind } from '../scenario/scenario-tasks.ts';
import type { ComparedPolicy } from './policies.ts';

/** The result of one policy on one batch. */
export interface ComparisonCell {
  readonly storage: StorageName;
  readonly machine: MachineSize;
  readonly kind: ScenarioKind;
  readonly growth: MemoryGrowth;
  readonly prior: number;
  readonly seed: number;
  readonly policy: ComparedPolicy;
  readonly binding: BindingResource;
  /** Seconds: the largest lower bound, and the clairvoyant schedule. */
  readonly bound: number;
  readonly clairvoyant: number;
  /** Seconds of one plain schedule with true memory and times: longest first, without a search. */
  readonly list: number;
  readonly result: SimulationResult;
}
