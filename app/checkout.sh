# What ./assay and ./prove have in common: a Java virtual machine is looked for, and what is run is built when it is
# missing or older than its sources. Read by them with "root" set to the checkout, "program" to their name, "skip_tests"
# to how the build leaves tests out, and "cannot_start" to what they exit with when there is nothing to run.

fail() {
  echo "$program: $*" >&2
  exit "$cannot_start"
}

# Sets java, java_version and java_home from a candidate, or fails when it is not Java 17 or later.
use_java() {
  [ -x "$1" ] || return 1
  settings=$("$1" -XshowSettings:properties -version 2>&1) || return 1
  java_version=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.specification\.version = \([0-9]*\).*/\1/p')
  java_home=$(printf '%s\n' "$settings" | sed -n 's/^ *java\.home = //p')
  [ "${java_version:-0}" -ge 17 ] || return 1
  java=$1
}

find_java() {
  if [ -z "${JAVA_HOME:-}" ] || ! use_java "$JAVA_HOME/bin/java"; then
    use_java "$(command -v java || true)" ||
      fail "needs Java 17 or later: install a JDK, or set JAVA_HOME to one."
  fi
  # Later versions warn on standard error of what the network library uses.
  quiet=
  [ "$java_version" -lt 23 ] || quiet=--sun-misc-unsafe-memory-access=allow
}

sources() {
  (cd "$root" && find pom.xml proto/assay ./*/pom.xml ./*/src/main "$@" 2>/dev/null)
}

# One line that another content or another name of a source changes.
fingerprint() {
  sources -type f -exec cksum {} + | LC_ALL=C sort | cksum
}

# Whether one of the files is missing, or a source is newer than the first and not what that was built from: in a copy
# of a checkout, times say nothing.
outdated() {
  for product; do
    [ -f "$product" ] || return 0
  done
  [ -n "$(sources -newer "$1" | head -n 1)" ] &&
    [ "$(fingerprint)" != "$(cat "$(dirname "$1")/sources.sum" 2>/dev/null)" ]
}

# Builds a module, the first argument, and notes beside what it makes, the further ones, what that was built from.
build() {
  [ -x "$java_home/bin/javac" ] ||
    fail "needs a JDK to build, and $java_home has no compiler: set JAVA_HOME to a JDK 17 or later."
  echo "$program: building (the first time fetches libraries and takes some minutes) ..." >&2
  log=$root/$1/target/build.log
  built_from=$(fingerprint)
  if ! (cd "$root" && JAVA_HOME=$java_home ./mvnw -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    "$skip_tests" -pl "$1" -am package) \
    >"$log" 2>&1 </dev/null; then
    tail -n 30 "$log" >&2
    fail "the build failed; the whole log is in $log"
  fi
  shift
  for product; do
    echo "$built_from" >"$(dirname "$product")/sources.sum"
  done
}

# Builds a module, the first argument, where what it makes, the further ones, is outdated.
keep_built() {
  module=$1
  shift
  outdated "$@" || return 0
  mkdir -p "$root/$module/target"
  if command -v flock >/dev/null 2>&1; then
    # Of two that start at once, one builds and the other waits for it.
    exec 9>"$root/$module/target/build.lock"
    flock 9
    if outdated "$@"; then build "$module" "$@"; fi
    exec 9>&-
  else
    build "$module" "$@"
  fi
}
