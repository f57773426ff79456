const LARGEST_CPU = 65_535;

/** CPU numbers from the kernel's list form, e.g. `0-3,8`; ascending, each once. Parts in another form are left out. */
export function parseCpuList(text: string): number[] {
  const cpus = new Set<number>();
  for (const part of text.trim().split(',')) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part.trim());
    if (match === null) continue;
    const first = Number(match[1]);
    const last = Number(match[2] ?? match[1]);
    if (last > LARGEST_CPU) continue;
    for (let cpu = first; cpu <= last; cpu += 1) cpus.add(cpu);
  }
  return [...cpus].sort((a, b) => a - b);
}

/** The kernel's list form of CPU numbers, e.g. `0-3,8`; empty for none. */
export function formatCpuList(cpus: readonly number[]): string {
  const sorted = [...new Set(cpus)].sort((a, b) => a - b);
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const current = sorted[i] ?? 0;
    if (sorted[i + 1] === current + 1) continue;
    const first = sorted[start] ?? 0;
    parts.push(first === current ? `${current}` : `${first}-${current}`);
    start = i + 1;
  }
  return parts.join(',');
}
