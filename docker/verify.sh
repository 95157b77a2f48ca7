#!/usr/bin/env bash
# Builds docker/Dockerfile and runs what comes out, without a Docker engine: buildah in a chroot, on a Debian made by
# debootstrap. Installs the two where they are missing and it may; needs root, and takes some minutes.
#
#   docker/verify.sh              builds, starts the server, asks for its health, stops it
#   docker/verify.sh --version    builds, then runs the image with these arguments instead
#
# The build uses this machine's trusted certificates and its Maven cache. DEBIAN_MIRROR says where Debian comes from.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

suite=bookworm
step_seconds=1800
start_seconds=60
stop_seconds=45

say() { printf '== %s\n' "$*" >&2; }
fail() { printf 'docker/verify.sh: %s\n' "$*" >&2; exit 1; }

require_tools() {
  local missing=() tool
  for tool in buildah debootstrap; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  [[ ${#missing[@]} == 0 ]] && return
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    say "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    fail "needs ${missing[*]}: as root, apt-get install ${missing[*]}"
  fi
}

require_tools
[[ $(id -u) == 0 ]] || fail "needs root: debootstrap makes a file system"

work=$(mktemp -d)
server=
clean() {
  [[ -z $server ]] || kill -KILL "$server" 2>/dev/null || true
  storage rm --all >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap clean EXIT

# Everything is kept in a folder of its own, so that nothing of the machine's other images is touched.
storage() {
  timeout --kill-after=10 "$step_seconds" \
    buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs "$@"
}

commit_base() {
  say "making a Debian $suite"
  timeout "$step_seconds" debootstrap --variant=minbase "$suite" "$work/debian" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} \
    >"$work/debootstrap.log" || { tail -n 20 "$work/debootstrap.log" >&2; fail "debootstrap failed"; }
  rm -rf "$work/debian/var/cache/apt/archives"/*.deb "$work/debian/var/lib/apt/lists"/*
  local container
  container=$(storage from scratch)
  storage add --quiet "$container" "$work/debian" / >/dev/null
  storage commit --quiet "$container" localhost/debian-slim >/dev/null
  storage rm "$container" >/dev/null
  rm -rf "$work/debian"
}

commit_jdk() {
  say "adding a JDK for the build"
  local container
  container=$(storage from localhost/debian-slim)
  storage run --isolation chroot "$container" -- sh -ec '
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      openjdk-17-jdk-headless ca-certificates wget binutils' >"$work/jdk.log" 2>&1 ||
    { tail -n 20 "$work/jdk.log" >&2; fail "the JDK was not installed"; }
  storage commit --quiet "$container" localhost/debian-jdk >/dev/null
  storage rm "$container" >/dev/null
}

build_image() {
  say "building docker/Dockerfile"
  mkdir -p "$HOME/.m2"
  storage bud --isolation chroot --format docker --pull-never --quiet \
    --build-arg BUILD_IMAGE=localhost/debian-jdk --build-arg BASE_IMAGE=localhost/debian-slim \
    --ignorefile docker/Dockerfile.dockerignore \
    --volume /etc/ssl/certs:/etc/ssl/certs:ro --volume "$HOME/.m2:/root/.m2" \
    --tag localhost/assay --file docker/Dockerfile . >"$work/build.log" 2>&1 ||
    { tail -n 40 "$work/build.log" >&2; fail "the image was not built"; }
}

# The command of the image: its entry point, as its own user, with the arguments given.
in_image() { # container arguments...
  local container=$1
  shift
  local entry
  mapfile -t entry < <(storage inspect --format '{{range .OCIv1.Config.Entrypoint}}{{println .}}{{end}}' "$container" |
    sed '/^$/d')
  storage run --isolation chroot "$container" -- "${entry[@]}" "$@"
}

# The container's process among the descendants of the command that runs it, which passes no signals on.
java_below() {
  local child
  for child in $(pgrep -P "$1"); do
    if [[ $(readlink "/proc/$child/exe") == */opt/assay/java/bin/java ]]; then
      printf '%s\n' "$child"
    else
      java_below "$child"
    fi
  done
}

commit_base
commit_jdk
build_image
container=$(storage from localhost/assay)
user=$(storage inspect --format '{{.OCIv1.Config.User}}' "$container")
[[ $user != "" && $user != root && $user != 0* ]] || fail "the image runs as root"
storage inspect --format '{{.Docker.Config.Healthcheck}}' "$container" | grep -q health || fail "the image has no health check"
say "size of the image: $(storage images --format '{{.Size}}' localhost/assay)"

if [[ $# -gt 0 ]]; then
  in_image "$container" "$@"
  exit
fi

say "starting the server"
in_image "$container" serve --listen 127.0.0.1:0 --store /var/lib/assay/assay.db >"$work/server.log" 2>&1 &
server=$!
target=
for ((waited = 0; waited < start_seconds * 10; waited++)); do
  target=$(sed -n 's/.*assay listening on \(127\.0\.0\.1:[0-9]*\).*/\1/p' "$work/server.log" | head -n 1)
  [[ -z $target ]] || break
  kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; fail "the server ended before it listened"; }
  sleep 0.1
done
[[ -n $target ]] || { cat "$work/server.log" >&2; fail "the server did not listen within $start_seconds s"; }
in_image "$container" health --target "$target" || { cat "$work/server.log" >&2; fail "the server does not serve"; }
say "healthy on $target; stopping"
java=$(java_below "$server")
[[ -n $java ]] || fail "no Java process runs below $server"
kill -TERM "$java"
for ((waited = 0; waited < stop_seconds * 10; waited++)); do
  kill -0 "$server" 2>/dev/null || break
  sleep 0.1
done
! kill -0 "$server" 2>/dev/null || { cat "$work/server.log" >&2; fail "the server did not stop within $stop_seconds s"; }
status=0
wait "$server" || status=$?
server=
[[ $status == 0 ]] || { cat "$work/server.log" >&2; fail "the server ended with status $status"; }
say "all passed"
