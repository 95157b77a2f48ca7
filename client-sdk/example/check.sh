#!/usr/bin/env bash
# Installs the SDK into the local Maven repository with its sources and Javadoc, builds a project of its own against it,
# and runs that against a server.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."

start_seconds=60

fail() { printf 'check: %s\n' "$*" >&2; exit 1; }

./mvnw -q -Plibrary -pl client-sdk -am install -DskipTests
for module in proto client-sdk; do
  for kind in sources javadoc; do
    jar=$(ls "$module"/target/assay-"$module"-*-"$kind".jar) || fail "$module has no $kind jar"
    [[ $(jar tf "$jar" | grep -cE '\.(java|html)$') -gt 10 ]] || fail "$jar is empty"
  done
done

./mvnw -q -f "$here/pom.xml" compile

./assay --version >/dev/null # builds, where it must

folder=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill -TERM "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
: >"$folder/log" # there before it is read
./assay serve --listen 127.0.0.1:0 --store "$folder/assay.db" >"$folder/log" 2>&1 &
server=$!
target=
for ((waited = 0; waited < start_seconds * 10; waited++)); do
  target=$(sed -n 's/.*assay listening on \(127\.0\.0\.1:[0-9]*\).*/\1/p' "$folder/log" | head -n 1)
  [[ -z $target ]] || break
  kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; fail "the server ended before it listened"; }
  sleep 0.1
done
[[ -n $target ]] || fail "the server did not listen within $start_seconds s"
said=$(java -cp "$here/target/classes:$(cat "$here/target/class-path")" org.example.pipeline.FirstRound "$target")
[[ $said == "5 labels for 250000 micros" ]] || fail "the pipeline said: $said"
printf 'the SDK is installed, and a project of its own runs with it\n'
