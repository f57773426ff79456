#!/usr/bin/env bash
# Installs what npm cannot: the C compiler and C headers with which the OrcFxAPI stand-in is built for the tests.
# For Debian and its relatives. Does nothing when a compiler that can build a shared library is already there.
set -euo pipefail

packages=(gcc libc6-dev)

can_compile() {
  local scratch works=1
  command -v cc >/dev/null 2>&1 || return 1
  scratch="$(mktemp -d)"
  printf '#include <stdlib.h>\nint answer(void) { return abs(-42); }\n' >"$scratch/probe.c"
  if cc -shared -fPIC -o "$scratch/probe.so" "$scratch/probe.c" >/dev/null 2>&1; then works=0; fi
  rm -rf "$scratch"
  return "$works"
}

if can_compile; then
  echo "cc builds shared libraries here: nothing to install."
  exit 0
fi

if ! command -v apt-get >/dev/null 2>&1; then
  echo "No working C compiler and no apt-get here: install a C compiler that answers to 'cc', with the C library's headers." >&2
  exit 1
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi

echo "Installing with apt-get: ${packages[*]}"
"${as_root[@]}" apt-get update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "${packages[@]}"

if ! can_compile; then
  echo "cc still cannot build a shared library after installing ${packages[*]}." >&2
  exit 1
fi
echo "Installed: cc builds shared libraries now."
