import { describe, expect, it } from 'vitest';
import { programFault } from './task-fault.ts';

const END = { program: 'python3', exitCode: null, signal: null, stderr: [], log: null };

describe('the fault of a program', () => {
  it('names the exit code, the last line and the place in Python', () => {
    const stderr = [
      'Traceback (most recent call last):',
      '  File "/x/main.py", line 20, in <module>',
      '  File "/x/proc.py", line 7, in process',
      '    raise ValueError("bad file")',
      'ValueError: bad file',
    ];
    const fault = programFault({ ...END, exitCode: 1, stderr, log: '.ballast/logs/task-1-1.log' });
    expect(fault.message).toBe(
      'python3 ended with exit code 1: ValueError: bad file (proc.py, line 7, in process)',
    );
    expect(fault.hint).toContain('.ballast/logs/task-1-1.log');
    expect(fault.details).toMatchObject({ exitCode: 1, stderr });
  });

  it('names the signal and the innermost place of a crash', () => {
    const stderr = [
      'Fatal Python error: Segmentation fault',
      'Current thread 0x01 (most recent call first):',
      '  File "/usr/lib/python3.11/ctypes/__init__.py", line 519 in string_at',
      '  File "/x/proc.py", line 6 in process',
    ];
    const fault = programFault({ ...END, signal: 'SIGSEGV', stderr });
    expect(fault.code).toBe('TASK_SIGNALLED');
    expect(fault.message).toBe(
      'python3 ended with SIGSEGV (segmentation fault) (proc.py, line 6, in process)',
    );
  });

  it('knows what Windows reports in place of signals', () => {
    expect(programFault({ ...END, exitCode: 0xc0000005 }).message).toContain('access violation');
  });
});
