import type { OwnTask } from '@ballast/batch';
import type { FleetSettings } from '@ballast/fleet';
import { withAllowedTask } from '@ballast/own-task';
import { FaultError } from '@ballast/resource-model';

/** What this machine runs for a task that a batch names: only what its own fleet file allows. Fault FLEET_TASK_REFUSED. */
export function allowedTask({ tasks, path }: Pick<FleetSettings, 'tasks' | 'path'>): OwnTask {
  return (checked, name) => {
    const allowed = tasks.get(name);
    if (allowed !== undefined) return withAllowedTask(checked, allowed);
    throw new FaultError({
      code: 'FLEET_TASK_REFUSED',
      message: `the batch runs the task \`${name}\`, which ${path} does not allow on this machine`,
      hint: `if this machine may run it, add it there: tasks: { ${name}: { command: [program, "{input}"] } }`,
      details: { task: name, allowed: [...tasks.keys()] },
    });
  };
}
