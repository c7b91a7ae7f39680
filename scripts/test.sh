#!/usr/bin/env bash
# All checks and all tests, on real parts: PostgreSQL, Asterisk, Whisper. Installs what it needs; safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
MINIBOT_SETUP_TESTS=1
source scripts/setup.sh

step() { printf '\n== %s\n' "$*"; }
step 'Checks (format, types, lint, imports, dead code)'
npm run --silent check
step 'Build'
npm run --silent build
step 'Tests'
MINIBOT_TEST_CLI=bin/run.js npm test --silent
