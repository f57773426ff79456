/** How a platform reaches a process; `open` returns null or throws a system error if the process does not exist. */
export interface ProcessAccess<Access> {
  open(pid: number): Access | null;
  close(access: Access): void;
}

interface Binding<Access> {
  /** Null once the process has ended. */
  access: Access | null;
  lastAskedFor: number;
}

const KEPT_CALLS = 64;
const GONE_CODES = new Set(['ENOENT', 'ESRCH', 'EACCES', 'EPERM']);

/** Binds each pid to the process that it had when first seen, so that a reused number is not mistaken for it. */
export class BoundPids<Access> {
  readonly #system: ProcessAccess<Access>;
  readonly #bindings = new Map<number, Binding<Access>>();
  #calls = 0;

  constructor(system: ProcessAccess<Access>) {
    this.#system = system;
  }

  /** What `read` returns for each pid; leaves out pids for which it returns null or whose process has ended. */
  collect<Found>(
    pids: readonly number[],
    read: (pid: number, access: Access) => Found | null,
  ): Map<number, Found> {
    this.#calls += 1;
    const found = new Map<number, Found>();
    for (const pid of pids) {
      const binding = this.#bindings.get(pid) ?? this.#bind(pid);
      binding.lastAskedFor = this.#calls;
      if (binding.access === null) continue;
      const value = absentWhenGone(() => (binding.access === null ? null : read(pid, binding.access)));
      if (value === null) this.#release(binding);
      else found.set(pid, value);
    }
    this.#dropUnused();
    return found;
  }

  forget(pid: number): void {
    const binding = this.#bindings.get(pid);
    if (binding === undefined) return;
    this.#release(binding);
    this.#bindings.delete(pid);
  }

  clear(): void {
    for (const pid of [...this.#bindings.keys()]) this.forget(pid);
  }

  #bind(pid: number): Binding<Access> {
    const valid = Number.isInteger(pid) && pid > 0;
    const access = valid ? absentWhenGone(() => this.#system.open(pid)) : null;
    const binding = { access, lastAskedFor: this.#calls };
    // A pid without a process is not bound: a process may start later.
    if (access !== null) this.#bindings.set(pid, binding);
    return binding;
  }

  #release(binding: Binding<Access>): void {
    if (binding.access !== null) this.#system.close(binding.access);
    binding.access = null;
  }

  #dropUnused(): void {
    for (const [pid, binding] of this.#bindings) {
      if (this.#calls - binding.lastAskedFor >= KEPT_CALLS) this.forget(pid);
    }
  }
}

function absentWhenGone<Found>(attempt: () => Found | null): Found | null {
  try {
    return attempt();
  } catch (error) {
    if (GONE_CODES.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
