import type { ClusterJob } from './job.ts';

/** Text as one word of a shell, whatever it contains. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

const words = (args: readonly string[]): string => args.map(quoted).join(' ');

export interface ShardScript {
  /** Lines for the cluster, right after the first one. */
  readonly directives: readonly string[];
  /** Expression of the shell for the number of the shard, from 1. */
  readonly shard: string;
  /** Lines that add to the array `limits` what this node gives the shard. */
  readonly limits: readonly string[];
}

/**
 * The script that runs one shard. A shard whose files did not all succeed has done its work: the script ends with 0 then, so
 * that the cluster does not take it for a failure.
 */
export function shardScript(
  { ballast, batch, output, shards }: ClusterJob,
  { directives, shard, limits }: ShardScript,
): string {
  return `${[
    '#!/bin/bash',
    ...directives,
    '',
    `shard=${shard}`,
    'limits=()',
    ...limits,
    'child=',
    'stopping=',
    '# The cluster asks only this script to end: Ballast finishes the files that it has begun.',
    'stop() {',
    '  stopping=1',
    '  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; fi',
    '}',
    'trap stop TERM INT',
    'code=1',
    'for try in 1 2 3; do',
    `  ${words(ballast)} run ${quoted(batch)} --out ${quoted(output)} --shard "$shard/${shards}" "\${limits[@]}" &`,
    '  child=$!',
    '  # A signal ends `wait` before the child.',
    '  while wait "$child"; kill -0 "$child" 2>/dev/null; do :; done',
    '  wait "$child"',
    '  code=$?',
    '  child=',
    '  # 0 and 1: every file has its outcome. 2 and 3: another try would end in the same way.',
    '  case $code in',
    '    0 | 1) exit 0 ;;',
    '    2 | 3) exit "$code" ;;',
    '  esac',
    '  if [ -n "$stopping" ]; then break; fi',
    '  echo "shard $shard: try $try ended with $code" >&2',
    `  sleep "\${BALLAST_RETRY_DELAY:-10}"`,
    'done',
    'exit "$code"',
  ].join('\n')}\n`;
}

/** The script that makes the tables once every shard has ended. */
export function mergeScript({ ballast, output, shards }: ClusterJob, directives: readonly string[]): string {
  return `${[
    '#!/bin/bash',
    ...directives,
    '',
    `${words(ballast)} merge ${quoted(output)} --shards ${shards}`,
    'code=$?',
    '# 1: the tables are made, and some files did not succeed, or a shard is unfinished: the output says which.',
    'exit "$code"',
  ].join('\n')}\n`;
}
