/** Whether a process of this number is there; signal 0 asks only that, and it is also there when it may not be asked. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
