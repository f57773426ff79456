import type { Binding } from '@ballast/simulator';

export const BINDS: Readonly<Record<Binding, string>> = {
  storage: 'the storage must deliver every byte',
  cores: 'the cores must do all the computing',
  memory: 'the budget holds a limited number of files at a time',
  seats: 'the number of licence seats is limited',
  workers: 'the number of tasks in flight is limited',
  task: 'one file takes this long',
};
