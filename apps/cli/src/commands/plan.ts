import { type CheckedBatch, forecast, startSecondsOf } from '@ballast/batch';
import type { ConfigIssue } from '@ballast/config';
import { isFault } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { planJson } from '../plan/plan-json.ts';
import { planText } from '../plan/plan-text.ts';
import { parseWhatIf, type WhatIf, whatIfInvalid } from '../plan/what-if.ts';
import { type WhatIfRow, whatIfRow, whatIfText } from '../plan/what-if-table.ts';
import { whyText } from '../plan/why.ts';
import { faultText } from '../show/fault-text.ts';
import type { BatchFlags } from './batch-flags.ts';
import { loadBatch } from './load-batch.ts';

export interface PlanFlags extends BatchFlags {
  readonly history: boolean;
  readonly check: boolean;
  readonly whatIf?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast plan`: how a batch is expected to run, without touching anything. Returns the exit code. */
export async function planCommand(file: string, flags: PlanFlags): Promise<number> {
  const startSeconds = startSecondsOf(process.cpuUsage());
  try {
    const variants = flags.whatIf === undefined ? [] : parseWhatIf(flags.whatIf);
    const checked = loadBatch(file, flags);
    const others = variants.map((settings) => ({
      settings,
      checked: checkedWith(file, flags, settings),
    }));
    await planAndShow({ checked, others, startSeconds }, flags);
    return EXIT.ok;
  } catch (error) {
    if (!isFault(error) || error.code !== 'WHAT_IF_INVALID') throw error;
    process.stderr.write(`${faultText(error)}\n`);
    return EXIT.usage;
  }
}

interface Asked {
  readonly checked: CheckedBatch;
  readonly others: readonly { readonly settings: WhatIf; readonly checked: CheckedBatch }[];
  readonly startSeconds: number;
}

async function planAndShow({ checked, others, startSeconds }: Asked, flags: PlanFlags): Promise<void> {
  const { plan, warnings, whatIf } = await forecast(checked, {
    history: flags.history,
    checkNames: flags.check,
    startSeconds,
  });
  if (!flags.quiet) for (const line of warnings) process.stderr.write(`${forTerminal(line)}\n`);
  const rows: WhatIfRow[] = others.map((other) =>
    whatIfRow(other.settings, whatIf(other.checked), plan.prediction),
  );
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(planJson(plan, rows), null, 2)}\n`);
    return;
  }
  if (flags.quiet) return;
  const present = whatIfRow([], plan.prediction, plan.prediction);
  const table = rows.length === 0 ? [] : ['', ...whatIfText([present, ...rows]), ...whyText(rows)];
  for (const line of [...planText(plan), ...table]) process.stdout.write(`${line}\n`);
}

/** The batch with other settings, which come after all flags and so take precedence. */
function checkedWith(file: string, { workers, memory, ...flags }: PlanFlags, settings: WhatIf): CheckedBatch {
  const set = [
    ...flags.set,
    ...(workers === undefined ? [] : [`resources.workers=${workers}`]),
    ...(memory === undefined ? [] : [`resources.memory=${memory}`]),
    ...settings.map(([key, value]) => `resources.${key}=${value}`),
  ];
  try {
    return loadBatch(file, { ...flags, set });
  } catch (error) {
    // The batch was valid without the settings, so every mistake is in them.
    if (!isFault(error) || error.code !== 'BATCH_INVALID') throw error;
    const [issue] = (error.details?.issues ?? []) as readonly ConfigIssue[];
    throw whatIfInvalid(`--what-if: ${issue?.message ?? error.message}`, issue?.hint);
  }
}
