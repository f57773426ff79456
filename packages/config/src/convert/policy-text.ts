import { bytes } from '@ballast/resource-model';
import type { Policy } from '../policy.ts';
import { memoryText } from '../quantity/memory.ts';

/** The policy as written in a batch file, with every default written out. */
export function policyOf(policy: Policy): unknown {
  switch (policy.kind) {
    case 'adaptive':
      return 'adaptive';
    case 'fixed':
      return { fixed: policy.workers };
    case 'size-table':
      return {
        'size-table': policy.thresholds.map(({ below, workers }) =>
          below === null ? { workers } : { below: sizeText(below), workers },
        ),
      };
    case 'oppnda':
      return {
        oppnda: {
          ...policy.knobs,
          overhead: sizeText(policy.knobs.overhead),
          safety: policy.safety,
        },
      };
    case 'memfree':
      return { memfree: sizeText(policy.free), workers: policy.workers };
  }
}

function sizeText(size: number): string {
  return memoryText({ kind: 'size', bytes: bytes(size) });
}
