/** Whether there is a process with this number on this machine, whoever's it is. */
export function isAlive(pid: number): boolean {
  // 0 and negative numbers mean whole groups of processes.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
