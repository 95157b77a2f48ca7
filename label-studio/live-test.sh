#!/usr/bin/env bash
# The real Label Studio for the tests: installed from the Python index into a virtual environment, with a data folder
# that its first start has made (which takes minutes), both kept between runs.
#
#   label-studio/live-test.sh            installs where it is not, then runs ./mvnw verify -Plabel-studio without the
#                                        tests that need no Label Studio
#   label-studio/live-test.sh install    installs only
#
# Ends with 3, and says so, where Python 3.10 is missing or the index cannot be reached. ASSAY_LABEL_STUDIO_HOME says
# where it is kept; ASSAY_LABEL_STUDIO_VERSION which version it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=${ASSAY_LABEL_STUDIO_VERSION:-1.23.2}
home=${ASSAY_LABEL_STUDIO_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/assay/label-studio-$version}
install_seconds=1200
start_seconds=600
test_seconds=1800

say() { printf 'live-test: %s\n' "$*" >&2; }

python() {
  local candidate
  for candidate in python3 python3.13 python3.12 python3.11 python3.10; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 10))'; then
      printf '%s\n' "$candidate"
      return
    fi
  done
}

bounded() { # seconds command...
  timeout --kill-after=10 "$1" nice -n 10 "${@:2}"
}

install() {
  [[ -x $home/venv/bin/label-studio ]] && return
  local interpreter
  interpreter=$(python)
  if [[ -z $interpreter ]]; then
    say "not run: there is no Python 3.10 or later here"
    exit 3
  fi
  mkdir -p "$home"
  say "installing Label Studio $version into $home"
  "$interpreter" -m venv "$home/venv"
  if ! bounded "$install_seconds" "$home/venv/bin/pip" install --quiet --disable-pip-version-check \
    "label-studio==$version" >"$home/install.log" 2>&1; then
    tail -n 3 "$home/install.log" >&2
    rm -rf "$home/venv"
    say "not run: Label Studio could not be installed from the Python index"
    exit 3
  fi
}

# Makes the tables, which takes the first start about two minutes; a copy of them starts in seconds.
migrate() {
  [[ -d $home/data ]] && return
  local folder=$home/data.new port=18085 server status=1
  rm -rf "$folder"
  mkdir -p "$folder"
  say "making Label Studio's tables"
  LABEL_STUDIO_BASE_DATA_DIR=$folder LABEL_STUDIO_USERNAME=admin@example.org \
    LABEL_STUDIO_PASSWORD=a-password-for-tests LABEL_STUDIO_USER_TOKEN=0123456789abcdef0123456789abcdef01234567 \
    LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN=true COLLECT_ANALYTICS=0 LATEST_VERSION_CHECK=0 SENTRY_DSN='' \
    timeout --kill-after=10 "$start_seconds" nice -n 10 "$home/venv/bin/label-studio" start --no-browser \
    --internal-host 127.0.0.1 -p "$port" --data-dir "$folder" >"$home/migrate.log" 2>&1 </dev/null &
  server=$!
  for ((waited = 0; waited < start_seconds; waited++)); do
    kill -0 "$server" 2>/dev/null || break
    # A busy port makes it take the next one, and says so.
    if "$home/venv/bin/python" - "$port" <<'END' 2>/dev/null; then status=0; break; fi
import sys, urllib.request
urllib.request.urlopen("http://127.0.0.1:%s/health" % sys.argv[1], timeout=2)
END
    sleep 1
  done
  pkill -TERM -P "$server" 2>/dev/null || true
  kill -TERM "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  if [[ $status != 0 ]]; then
    tail -n 10 "$home/migrate.log" >&2
    say "failed: Label Studio did not start within $start_seconds s"
    exit 1
  fi
  mv "$folder" "$home/data"
}

# The browser's test runs where Debian's Chromium is, or can be installed.
profiles() {
  local chromium=${ASSAY_CHROMIUM:-/usr/bin/chromium}
  if [[ ! -x $chromium && $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1 || true
  fi
  if [[ -x $chromium ]]; then
    printf 'label-studio,label-studio-browser\n'
  else
    say "without the browser: there is no $chromium"
    printf 'label-studio\n'
  fi
}

install
migrate
say "Label Studio $version is in $home"
[[ ${1:-} == install ]] && exit
export ASSAY_LABEL_STUDIO_HOME=$home
bounded "$test_seconds" ./mvnw -B -q verify "-P$(profiles)" -pl label-studio -am \
  -Dtest=NoneOfTheOthers -Dsurefire.failIfNoSpecifiedTests=false
say "passed"
