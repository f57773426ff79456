#!/bin/bash

shard=$(($1 + 1))
limits=()
limits+=(--memory 7782MiB)
limits+=(--workers 4)
child=
stopping=
# The cluster asks only this script to end: Ballast finishes the files that it has begun.
stop() {
  stopping=1
  if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; fi
}
trap stop TERM INT
code=1
for try in 1 2 3; do
  'ballast' run '/share/it'\''s/batch.yml' --out '/share/out put' --shard "$shard/4" "${limits[@]}" &
  child=$!
  # A signal ends `wait` before the child.
  while wait "$child"; kill -0 "$child" 2>/dev/null; do :; done
  wait "$child"
  code=$?
  child=
  # 0 and 1: every file has its outcome. 2 and 3: another try would end in the same way.
  case $code in
    0 | 1) exit 0 ;;
    2 | 3) exit "$code" ;;
  esac
  if [ -n "$stopping" ]; then break; fi
  echo "shard $shard: try $try ended with $code" >&2
  sleep "${BALLAST_RETRY_DELAY:-10}"
done
exit "$code"
