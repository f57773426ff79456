export type { ComparisonCell } from './compare/cell.ts';
export {
  type ComparisonOptions,
  compareTable,
  comparisonCells,
  WHOLE_COMPARISON,
} from './compare/compare-table.ts';
export { type ComparedPolicy, EAGER_START, USES_PRIOR } from './compare/policies.ts';
export { type PublishedCase, publishedBaseline } from './compare/published-baseline.ts';
export { type ComparisonRow, rowsOf } from './compare/rows.ts';
export type { SimulationResult } from './drive/result.ts';
export { type SimulationOptions, simulate } from './drive/simulate.ts';
export { boundsOf, taskNeeds } from './drive/task-needs.ts';
export { type ComparedFleet, compareFleet, type FleetCase } from './fleet/compare-fleets.ts';
export type { FleetNode } from './fleet/fleet-node.ts';
export { type FleetScenario, fleetScenario } from './fleet/fleet-scenario.ts';
export {
  type FleetOptions,
  type FleetResult,
  type NodeFigures,
  simulateFleet,
} from './fleet/simulate-fleet.ts';
export { type MachineSize, machinePreset, type StorageName } from './machine/presets.ts';
export type {
  CoreModel,
  MemoryModel,
  ProcessModel,
  SimMachine,
  SimTask,
  StorageModel,
} from './machine/sim-machine.ts';
export type { Binding } from './plan/bounds.ts';
export type { TaskSizes } from './plan/estimate-tasks.ts';
export { storageCurve } from './plan/known-machine.ts';
export { type PlanConditions, type Prediction, planFor } from './plan/plan-for.ts';
export { type SampleSize, sampleTasks } from './plan/sample.ts';
export { type ClairvoyantOptions, clairvoyant } from './reference/clairvoyant.ts';
export { HARD, type Scenario, type ScenarioKind, scenarioTasks } from './scenario/scenario-tasks.ts';
