#!/usr/bin/env bash
# All checks and all tests, on real parts: PostgreSQL, Asterisk, Whisper. Installs what it needs; safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

step() { printf '\n== %s\n' "$*"; }
step 'Checks (format, types, lint, imports, dead code)'
npm run --silent check
step 'Build'
npm run --silent build
step 'Tests'
npm test --silent
