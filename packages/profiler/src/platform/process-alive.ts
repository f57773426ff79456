/** Whether this machine has a process with this number, whichever user owns it. */
export function isAlive(pid: number): boolean {
  // 0 and negative numbers are process groups.
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
