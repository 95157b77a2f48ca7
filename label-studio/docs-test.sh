#!/usr/bin/env bash
# Runs the commands of docs/label-studio.md, all of them and as they stand there, in a copy of this checkout and a home
# folder of its own; then labels as an annotator would, and compares what was spent with what the page says.
#
#   label-studio/docs-test.sh            installs Label Studio as the page says
#   label-studio/docs-test.sh FOLDER     takes the one that live-test.sh has installed in that folder: the two commands
#                                        that install are left out, and Label Studio starts on a copy of its tables
#
# Needs the ports that the page names. Ends with 3 where they are taken, or curl or Python is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

installed=${1:-}
limit_seconds=900
pid=

say() { printf 'docs-test: %s\n' "$*" >&2; }

for tool in curl python3 git; do
  command -v "$tool" >/dev/null || { say "not run: there is no $tool"; exit 3; }
done
for port in 8080 7070 7080; do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    say "not run: something listens on port $port, which the page names"
    exit 3
  fi
done

folder=$(mktemp -d)
clean() {
  # The commands run in a process group of their own, with all that they started.
  [[ -z $pid ]] || kill -KILL -- "-$pid" 2>/dev/null || true
  [[ ! -d $folder/failed ]] || { tail -n 20 "$folder"/checkout/*.log "$folder"/checkout/studio/log >&2 || true; }
  rm -rf "$folder"
}
trap clean EXIT

mkdir "$folder/checkout" "$folder/home"
git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- -cf - | tar -xf - -C "$folder/checkout"
# What was built here is not built again.
if [[ -f app/target/assay.jar ]]; then
  mkdir -p "$folder/checkout/app/target"
  cp app/target/assay.jar "$folder/checkout/app/target/"
  touch "$folder/checkout/app/target/assay.jar"
fi

sed -n '/^ *```sh$/,/^ *```$/{/^ *```/!p;}' docs/label-studio.md >"$folder/page"
{
  printf 'set -euo pipefail\n'
  if [[ -n $installed ]]; then
    mkdir -p "$folder/checkout/studio/bin"
    cp -r "$installed/data" "$folder/checkout/studio/data"
    ln -s "$installed/venv/bin/label-studio" "$folder/checkout/studio/bin/label-studio"
    # The tables know this token; the page makes one.
    grep -v -e 'python3 -m venv' -e 'pip install' "$folder/page" |
      sed 's/^ *(umask 077; head .*/(umask 077; echo 0123456789abcdef0123456789abcdef01234567 > token)/'
  else
    cat "$folder/page"
  fi
  cat <<'END'
page() { curl -fsS http://127.0.0.1:7080/; }
# Answers whatever Label Studio serves in the project that the page names, until it serves nothing.
work=$(page | sed -n 's/.*Project of Label Studio<\/th><td>\([0-9]*\)<.*/\1/p')
answer='{"result": [{"from_name": "pet", "to_name": "text", "type": "choices", "value": {"choices": ["dog"]}}]}'
answered=0 nothing=0
while [ $nothing -lt 20 ]; do
  task=$(curl -fs "http://localhost:8080/api/projects/$work/next/" -H "Authorization: Token $(cat token)" |
    sed 's/^{"id": *\([0-9]*\).*/\1/') || task=
  if [ -z "$task" ]; then nothing=$((nothing + 1)); sleep 1; continue; fi
  nothing=0
  curl -fsS -o studio/answer "http://localhost:8080/api/tasks/$task/annotations/" \
    -H "Authorization: Token $(cat token)" -H 'Content-Type: application/json' -d "$answer"
  answered=$((answered + 1))
done
page | grep -q '<th>Charged</th><td>0.5 EUR</td>'
page | grep -q '<th>Accepted</th><td>10</td>'
page | grep -q '<th>Last webhook</th><td>20' # they came, and not by polling alone
[ "$answered" = 10 ]
END
} >"$folder/script"

say "running the commands of docs/label-studio.md"
# Maven's downloads are kept where they are; the home folder is otherwise empty.
(
  cd "$folder/checkout"
  # Without what says where the tests are: the server knows no such settings, and would not start.
  exec setsid env -u ASSAY_LABEL_STUDIO_HOME -u ASSAY_LABEL_STUDIO_VERSION -u ASSAY_SCREENSHOTS \
    HOME="$folder/home" MAVEN_OPTS="-Dmaven.repo.local=$HOME/.m2/repository" \
    timeout --kill-after=10 --foreground "$limit_seconds" bash ../script
) &
pid=$!
status=0
wait "$pid" || status=$?
if [[ $status != 0 ]]; then
  mkdir "$folder/failed"
  say "failed: a command of the page ended with $status"
  exit 1
fi
say "passed in $SECONDS s"
