/** The needs of one task, for bounds on the makespan. */
export interface TaskNeeds {
  /** Bytes to load. */
  readonly bytes: number;
  /** Seconds before the first byte arrives; default 0. */
  readonly loadLatency?: number;
  /** Seconds on one core once loaded. */
  readonly computeSeconds: number;
  /** Minimum bytes held while computing. */
  readonly memory: number;
  /** Seats held from the start of the load to the end. */
  readonly seats: number;
}

/** The resources of the machine. */
export interface Machine {
  readonly cores: number;
  /** Bytes. A task that needs more is assumed to run alone. */
  readonly memory: number;
  /** Infinity if no licence limits the batch. */
  readonly seats: number;
  readonly storage: {
    /** b1: maximum bytes per second of one load. */
    readonly rateAt1: number;
    /** Bmax: maximum bytes per second of all loads together. */
    readonly maxRate: number;
  };
}

/** The tasks as columns, longest computing time first, with the machine's fractional numbers rounded. */
export interface TaskColumns {
  readonly count: number;
  readonly cores: number;
  readonly memoryLimit: number;
  readonly seatLimit: number;
  /** Bytes per second of all loads. */
  readonly rate: number;
  readonly bytes: Float64Array;
  readonly latency: Float64Array;
  /** Seconds a load takes if it has the storage to itself. */
  readonly load: Float64Array;
  readonly compute: Float64Array;
  readonly memory: Float64Array;
  readonly seats: Float64Array;
}

/** Throws RangeError for impossible numbers. */
export function taskColumns(tasks: readonly TaskNeeds[], machine: Machine): TaskColumns {
  checkMachine(machine);
  const { rateAt1, maxRate } = machine.storage;
  const one = Math.min(rateAt1, maxRate);
  const count = tasks.length;
  const load = (t: TaskNeeds): number => (t.loadLatency ?? 0) + t.bytes / one;
  const order = longestFirst(tasks, load);
  const column = (value: (task: TaskNeeds) => number): Float64Array => {
    const values = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      const task = tasks[order[i] ?? 0];
      const amount = task === undefined ? 0 : value(task);
      if (!(amount >= 0 && amount < Number.POSITIVE_INFINITY)) {
        throw new RangeError(`task ${order[i]} needs ${amount}, which is not an amount`);
      }
      values[i] = amount;
    }
    return values;
  };
  return {
    count,
    cores: Math.floor(machine.cores),
    memoryLimit: machine.memory,
    seatLimit: machine.seats,
    rate: maxRate,
    bytes: column((t) => t.bytes),
    latency: column((t) => t.loadLatency ?? 0),
    load: column(load),
    compute: column((t) => t.computeSeconds),
    memory: column((t) => Math.min(t.memory, machine.memory)),
    seats: column((t) => Math.min(t.seats, machine.seats)),
  };
}

/**
 * Longest computing time first, then longest load: among tasks of equal computing time, the bounds gain most from the
 * longest loads.
 */
function longestFirst(tasks: readonly TaskNeeds[], load: (task: TaskNeeds) => number): Uint32Array {
  const compute = Float64Array.from(tasks, (task) => task.computeSeconds);
  const loads = Float64Array.from(tasks, load);
  const bytes = Float64Array.from(tasks, (task) => task.bytes);
  const falling = (column: Float64Array, a: number, b: number): number => (column[b] ?? 0) - (column[a] ?? 0);
  const order = Uint32Array.from(compute.keys());
  return order.sort((a, b) => falling(compute, a, b) || falling(loads, a, b) || falling(bytes, a, b));
}

function checkMachine({ cores, memory, seats, storage }: Machine): void {
  const positive = { cores, memory, seats, rateAt1: storage.rateAt1, maxRate: storage.maxRate };
  for (const [name, value] of Object.entries(positive)) {
    if (!(value > 0)) throw new RangeError(`a machine must have more than 0 ${name}, not ${value}`);
  }
  if (cores < 1) throw new RangeError(`a machine must have at least 1 core, not ${cores}`);
}
