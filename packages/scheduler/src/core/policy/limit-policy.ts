import {
  type AdaptiveSemaphoreState,
  adaptiveSemaphore,
  type Capacity,
  type MemoryKnobs,
  optimalWorkers,
  type SizeThreshold,
  sizeTable,
  type WorkersReason,
} from '@ballast/resource-model';

/** How many tasks may be in flight, as data. `adaptive` is the product; the others are what people do today. */
export type LimitPolicy =
  /** Three budgets: memory, loads, cores. */
  | { readonly kind: 'adaptive' }
  /** A fixed number, whatever they need. */
  | { readonly kind: 'fixed'; readonly workers: number }
  /** By the mean size of the files. */
  | { readonly kind: 'size-table'; readonly thresholds: readonly SizeThreshold[] }
  /** OppNDA's P_opt and adaptive semaphore. */
  | { readonly kind: 'oppnda'; readonly knobs?: Partial<MemoryKnobs>; readonly safety?: boolean }
  /** One more whenever at least `free` bytes of memory are available, as GNU parallel's --memfree does. */
  | { readonly kind: 'memfree'; readonly free: number; readonly workers: number };

/** What a policy keeps between two measurements. */
export type PolicyState =
  | { readonly kind: 'adaptive' }
  | { readonly kind: 'fixed' | 'size-table'; readonly limit: number }
  | {
      readonly kind: 'oppnda';
      readonly semaphore: AdaptiveSemaphoreState;
      readonly reasons: readonly WorkersReason[];
    }
  | { readonly kind: 'memfree'; readonly limit: number; readonly free: number; readonly available: number };

export interface PolicyInputs {
  readonly sizes: Float64Array;
  readonly footprints: Float64Array;
  readonly capacity: Capacity;
}

/** What the policy decides before anything has run. */
export function startPolicy(policy: LimitPolicy, { sizes, footprints, capacity }: PolicyInputs): PolicyState {
  switch (policy.kind) {
    case 'adaptive':
      return { kind: 'adaptive' };
    case 'fixed':
      return { kind: 'fixed', limit: policy.workers };
    case 'size-table': {
      const mean = sizes.length === 0 ? 0 : sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
      return { kind: 'size-table', limit: sizeTable(mean, policy.thresholds) };
    }
    case 'oppnda': {
      const { knobs = {}, safety = true } = policy;
      const { workers, reasons } = optimalWorkers([...footprints], {
        ...knobs,
        ram: capacity.memory,
        safety,
      });
      return { kind: 'oppnda', semaphore: adaptiveSemaphore.start({ max: Math.max(1, workers) }), reasons };
    }
    case 'memfree':
      return { kind: 'memfree', limit: policy.workers, free: policy.free, available: capacity.memory };
  }
}

/** What was measured: memory held by all workers against the budget. */
export interface PolicySample {
  readonly resident: number;
  readonly budget: number;
}

export function observePolicy(state: PolicyState, { resident, budget }: PolicySample): PolicyState {
  const available = Math.max(0, budget - resident);
  switch (state.kind) {
    case 'adaptive':
    case 'fixed':
    case 'size-table':
      return state;
    case 'oppnda':
      return {
        ...state,
        semaphore: adaptiveSemaphore.observe(state.semaphore, { available, total: budget }),
      };
    case 'memfree':
      return { ...state, available };
  }
}

/** Most tasks in flight now. The budgets of memory, loads and cores bind `adaptive` only. */
export function policyLimit(state: PolicyState, inFlight: number): number {
  switch (state.kind) {
    case 'adaptive':
      return Number.POSITIVE_INFINITY;
    case 'fixed':
    case 'size-table':
      return state.limit;
    case 'oppnda':
      return state.semaphore.permits;
    case 'memfree':
      return state.available >= state.free || inFlight === 0 ? state.limit : inFlight;
  }
}
