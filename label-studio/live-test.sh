#!/usr/bin/env bash
# The bridge with the real Label Studio: installed from the Python index into a virtual environment, with a data folder
# that its first start has made (which takes minutes), both kept between runs; and with a browser, Debian's Chromium.
#
#   label-studio/live-test.sh             installs what is missing, runs ./mvnw verify -Plabel-studio,
#                                         label-studio-browser without the tests that need no Label Studio, and then
#                                         the commands of docs/label-studio.md
#   label-studio/live-test.sh pictures    the same, and takes the pictures of docs/label-studio.md anew
#   label-studio/live-test.sh install     installs only, and prints where
#
# Ends with 3, and says so, where a part could not be run because something cannot be had here: Python 3.10 or later,
# the Python index, or Chromium (which it installs with apt-get, as root). ASSAY_LABEL_STUDIO_HOME says where Label
# Studio is kept; ASSAY_LABEL_STUDIO_VERSION which version it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=${ASSAY_LABEL_STUDIO_VERSION:-1.23.2}
home=${ASSAY_LABEL_STUDIO_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/assay/label-studio-$version}
chromium=/usr/bin/chromium
probe_seconds=60
install_seconds=600
start_seconds=240
test_seconds=1200

say() { printf 'live-test: %s\n' "$*" >&2; }
not_run() { say "not run: $*"; exit 3; }
fail() { say "failed: $*"; exit 1; }

python() {
  local candidate
  for candidate in python3 python3.13 python3.12 python3.11 python3.10; do
    if command -v "$candidate" >/dev/null &&
      "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
}

bounded() { # seconds command...
  timeout --kill-after=10 "$@"
}

pip() { # seconds arguments...
  bounded "$1" nice -n 5 "$home/venv/bin/python" -m pip "${@:2}" --quiet --disable-pip-version-check --no-input
}

install_label_studio() {
  [[ -f $home/venv/complete ]] && return
  local interpreter
  interpreter=$(python)
  [[ -n $interpreter ]] || not_run "there is no Python 3.10 or later with venv here"
  mkdir -p "$home"
  rm -rf "$home/venv" "$home/probe"
  "$interpreter" -m venv "$home/venv"
  pip "$probe_seconds" download --no-deps --dest "$home/probe" "label-studio==$version" >"$home/install.log" 2>&1 || {
    tail -n 3 "$home/install.log" >&2
    not_run "the Python index cannot be reached, or has no Label Studio $version"
  }
  say "installing Label Studio $version into $home"
  # Byte code is made where it is needed, by the first start.
  pip "$install_seconds" install --no-compile --find-links "$home/probe" "label-studio==$version" \
    >>"$home/install.log" 2>&1 ||
    { tail -n 10 "$home/install.log" >&2; fail "Label Studio was not installed within $install_seconds s"; }
  rm -rf "$home/probe"
  touch "$home/venv/complete"
}

start_label_studio() { # folder port
  LABEL_STUDIO_BASE_DATA_DIR=$1 LABEL_STUDIO_USERNAME=admin@example.org \
    LABEL_STUDIO_PASSWORD=a-password-for-tests LABEL_STUDIO_USER_TOKEN=0123456789abcdef0123456789abcdef01234567 \
    LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN=true COLLECT_ANALYTICS=0 LATEST_VERSION_CHECK=0 SENTRY_DSN='' \
    exec timeout --kill-after=10 "$start_seconds" "$home/venv/bin/label-studio" start \
    --no-browser --internal-host 127.0.0.1 -p "$2" --data-dir "$1"
}

# Makes the tables, which takes the first start about two minutes; a copy of them starts in seconds.
migrate() {
  [[ -d $home/data ]] && return
  local folder=$home/data.new port server status=1
  port=$("$home/venv/bin/python" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  rm -rf "$folder"
  mkdir -p "$folder"
  say "making Label Studio's tables"
  (start_label_studio "$folder" "$port") >"$home/migrate.log" 2>&1 </dev/null &
  server=$!
  for ((waited = 0; waited < start_seconds; waited++)); do
    kill -0 "$server" 2>/dev/null || break
    if "$home/venv/bin/python" - "$port" <<'END' 2>/dev/null; then status=0; break; fi
import sys, urllib.request
urllib.request.urlopen("http://127.0.0.1:%s/health" % sys.argv[1], timeout=2)
END
    sleep 1
  done
  kill -TERM "$server" 2>/dev/null || true # timeout passes it on
  wait "$server" 2>/dev/null || true
  [[ $status == 0 ]] || { tail -n 10 "$home/migrate.log" >&2; fail "Label Studio did not start within $start_seconds s"; }
  mv "$folder" "$home/data"
}

install_chromium() {
  [[ -x $chromium ]] && return
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    say "installing Chromium"
    { bounded "$install_seconds" apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive bounded "$install_seconds" apt-get install -y -qq --no-install-recommends chromium; } \
      >"$home/chromium.log" 2>&1 || tail -n 3 "$home/chromium.log" >&2
  fi
}

mkdir -p "$home"
install_chromium &
installing=$!
install_label_studio
migrate
wait "$installing" || true
say "Label Studio $version is in $home"
if [[ ${1:-} == install ]]; then
  printf '%s\n' "$home"
  exit
fi

profiles=label-studio
[[ ! -x $chromium ]] || profiles+=,label-studio-browser
[[ ${1:-} != pictures ]] || export ASSAY_SCREENSHOTS=$PWD/docs
export ASSAY_LABEL_STUDIO_HOME=$home
say "running ./mvnw verify -P$profiles"
bounded "$test_seconds" ./mvnw -B -q verify "-P$profiles" -pl label-studio -am \
  -Dtest=NoneOfTheOthers -Dsurefire.failIfNoSpecifiedTests=false || fail "see label-studio/target/surefire-reports"
status=0
bounded "$install_seconds" ./assay --version >/dev/null || fail "the program was not built" # once, and not in the copy
label-studio/docs-test.sh "$home" || status=$?
[[ $status == 0 || $status == 3 ]] || fail "the commands of docs/label-studio.md"
[[ $status == 0 ]] || not_run "the commands of docs/label-studio.md; all else passed"
[[ -x $chromium ]] || not_run "the browser's part, for there is no $chromium: as root, apt-get install chromium; all else passed"
say "passed in $SECONDS s"
