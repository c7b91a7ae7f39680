#!/usr/bin/env bash
# Sets everything up and runs the main job on the simulated phone network: a CSV of contacts is dialled by a real
# Asterisk, simulated callees answer in French, Whisper listens, a scenario decides, PostgreSQL keeps what came of it.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/setup.sh

step() { printf '\n== %s\n' "$*"; }
step 'Build'
npm run --silent build
step 'A campaign on the simulated phone network'
code=0
npx --no-install minibot lab run || code=$?
if [ "$code" = 0 ]; then
  cat <<'TEXT'

Every callee ended as it should. Next, with a real trunk:
  1. npx minibot init --trunk-host sip.your-provider.net --trunk-user YOU --caller-id +33162000000
  2. npx minibot doctor                 names what is still missing, and the mend of each
  3. npx minibot audio setup            installs the prompts of audio/fr for Asterisk
  4. npx minibot import contacts.csv    then: npx minibot campaign launch --name first --scenario production   (asks first)
  5. npx minibot daemon                 dials; docs/asterisk.md has the systemd unit and the trunk in detail
TEXT
fi
exit "$code"
