# shellcheck shell=bash
# What the benchmark scripts share: processes, waiting, PostgreSQL, servers, load. To be sourced, not run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bench=$root/bench
peers=$bench/peers
tools=$bench/target
wildfly=$tools/wildfly-39.0.1.Final
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=${JAVA_HOME:+$JAVA_HOME/bin/}jar

# The same for every measured product.
threads=${BENCH_THREADS:-1}
connections=${BENCH_CONNECTIONS:-16}
warm_up=${BENCH_WARM_UP:-60}
# Of a product alone in its process: on two cores the JVM's second compiler needs minutes for a whole application server, the more of them
# the fewer requests it answers meanwhile.
long_warm_up=$((3 * warm_up))
measured=${BENCH_SECONDS:-15}
heap=(-Xms512m -Xmx512m)
# For inspection, such as a flight recording; for what runs on Payara and WildFly.
read -r -a java_options <<<"${BENCH_JAVA_OPTIONS:-}"

started=()
scratch=()

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*" >&2; }

die() {
  say "$*"
  exit 1
}

clean_up() {
  # Stopping the servers takes time, and must not itself be stopped.
  trap '' INT TERM
  trap - EXIT
  local i folder
  for ((i = ${#started[@]} - 1; i >= 0; i--)); do
    stop "${started[i]}"
  done
  for folder in "${scratch[@]}"; do
    rm -rf "$folder"
  done
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# new_results NAME: creates the folder for the raw outputs of this run, in $results.
new_results() {
  results=$tools/$1-$(date +%Y%m%d-%H%M%S)
  mkdir -p "$results"
  ln -sfn "$results" "$tools/$1-latest"
}

# Creates a folder that is deleted afterwards, in $made.
new_scratch() {
  [[ ${TMPDIR:-/tmp} != *[[:space:]]* ]] || die "TMPDIR must not contain spaces: $TMPDIR"
  made=$(mktemp -d "${TMPDIR:-/tmp}/latchkey-bench-XXXXXX")
  chmod 755 "$made"
  scratch+=("$made")
}

# Finds the next port on which nothing listens, in $port.
next_port=${BENCH_PORT:-21000}
new_port() {
  while (exec 3<>"/dev/tcp/127.0.0.1/$next_port") 2>/dev/null; do
    next_port=$((next_port + 1))
  done
  port=$next_port
  next_port=$((next_port + 1))
}

# begin LOG COMMAND...: starts the command in the background, as a process group of its own; leaves its id in $pid and its start time
# (in milliseconds) in $begun. Should this script be killed, the command is stopped too.
begin() {
  local log=$1
  shift
  begun=$(date +%s%3N)
  setsid setpriv --pdeathsig TERM "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  started+=("$pid")
}

# stop PID [SIGNAL]: stops a process that this script began, and the processes started by it.
stop() {
  local group=$1 signal=${2:-TERM} i
  kill -"$signal" -- "-$group" 2>/dev/null || return 0
  for ((i = 0; i < 300; i++)); do
    kill -0 -- "-$group" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$group" 2>/dev/null || true
}

# await URL STATUS PID [curl's arguments]: waits until the URL responds with the status; fails if the process ends or it takes too long.
await() {
  local url=$1 status=$2 process=$3 until=$((SECONDS + 600))
  shift 3
  while ((SECONDS < until)); do
    if [[ $(curl -q -s -o /dev/null -m 5 -w '%{http_code}' "$@" "$url" || true) == "$status" ]]; then
      return 0
    fi
    kill -0 "$process" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Fails if something is missing that each of the scripts needs.
check_tools() {
  local tool version
  [[ $(uname -s) == Linux ]] || die 'These scripts need Linux'
  for tool in awk base64 curl find openssl setpriv setsid; do
    have "$tool" || die "$tool is missing"
  done
  have "$java" || die "Java is missing${JAVA_HOME:+: JAVA_HOME is $JAVA_HOME}"
  version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
  [[ $version =~ ^[0-9]+$ ]] && ((version >= 17)) || die "A JDK of version 17 or later is needed; $java has ${version:-none}"
  have "$jar" || die "$jar is missing: a JDK is needed, not only a Java runtime"
}
check_tools

# --- PostgreSQL

as_postgres=()
if [[ $(id -u) == 0 ]]; then
  # PostgreSQL refuses to run as root. A change of the user clears what `begin` has set.
  as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups --pdeathsig TERM)
fi

# find_postgres PROGRAM: finds the newest PostgreSQL that has the program, in $pg_bin; a folder may have only the clients. PG_BIN, if it is
# set, is the folder.
find_postgres() {
  local found=${PG_BIN:+$PG_BIN/$1}
  if [[ -z $found ]]; then
    found=$(find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path "*/bin/$1" -executable 2>/dev/null | sort -V | tail -1 || true)
  fi
  [[ -f $found && -x $found ]] ||
    die "PostgreSQL is missing: no $1 in ${PG_BIN:-/usr/lib/postgresql/*/bin (or set PG_BIN)}; Debian: apt-get install postgresql"
  pg_bin=$(cd "$(dirname "$found")" && pwd)
}

# start_postgres [server settings]: starts a new PostgreSQL on the port $pg_port, with a database for each name in $databases.
start_postgres() {
  find_postgres initdb
  new_scratch
  pg_data=$made/data
  if [[ $(id -u) == 0 ]]; then
    chown postgres "$made"
  fi
  new_port
  pg_port=$port
  (cd / && "${as_postgres[@]}" "$pg_bin/initdb" -D "$pg_data" -A trust -U postgres -E UTF8 --no-sync) \
    >"$results/initdb.log" 2>&1 || die "initdb failed; see $results/initdb.log"
  begin "$results/postgresql.log" "${as_postgres[@]}" "$pg_bin/postgres" -D "$pg_data" -p "$pg_port" -k "$made" \
    -c listen_addresses=127.0.0.1 -c max_connections=200 -c shared_buffers=512MB -c max_wal_size=4GB "$@"
  pg_pid=$pid
  local i
  for ((i = 0; i < 300; i++)); do
    "$pg_bin/pg_isready" -q -h 127.0.0.1 -p "$pg_port" && break
    kill -0 "$pg_pid" 2>/dev/null || break
    sleep 0.1
  done
  "$pg_bin/pg_isready" -q -h 127.0.0.1 -p "$pg_port" || die "PostgreSQL did not start; see $results/postgresql.log"
  local name
  for name in "${databases[@]}"; do
    sql postgres -c "CREATE DATABASE $name" >/dev/null
  done
}

# sql DATABASE [psql's arguments]
sql() {
  local name=$1
  shift
  "$pg_bin/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$pg_port" -U postgres -d "$name" "$@"
}

# --- Servers

# start_payara NAME WAR...: deploys the first WAR at /, the others under their names; leaves $pid and $port.
payara_jar=$tools/payara-micro.jar
payara_commands=(--prebootcommandfile "$root/server-config/payara-micro/pre-boot.asadmin")
start_payara() {
  local name=$1 war deploy=()
  shift
  for war in "$@"; do
    deploy+=(--deploy "$war")
  done
  new_scratch
  new_port
  begin "$results/$name.log" "$java" "${heap[@]}" "${java_options[@]}" -Dhazelcast.phone.home.enabled=false -jar "$payara_jar" \
    "${deploy[@]}" --contextroot / --port "$port" --rootDir "$made" --noCluster --disablephonehome --nohostaware \
    "${payara_commands[@]}"
}

# start_wildfly NAME WAR...: starts a WildFly with a base folder of its own; leaves $pid and $port. A WAR is at / only if its name or its
# jboss-web.xml says so, whatever the order.
start_wildfly() {
  local name=$1 own management
  shift
  new_scratch
  new_port
  own=$port
  new_port
  management=$port
  port=$own
  cp -r "$wildfly/standalone/configuration" "$made/"
  JAVA_OPTS="-Djboss.server.base.dir=$made" bash "$wildfly/bin/jboss-cli.sh" --file="$root/server-config/wildfly/latchkey.cli" \
    >"$results/$name-script.log" 2>&1 || die "WildFly could not be configured; see $results/$name-script.log"
  mkdir "$made/deployments"
  cp "$@" "$made/deployments/"
  begin "$results/$name.log" "$java" "${heap[@]}" "${java_options[@]}" -Djboss.home.dir="$wildfly" -Djboss.server.base.dir="$made" \
    -Dlogging.configuration="file:$made/configuration/logging.properties" -Dorg.jboss.boot.log.file="$made/boot.log" \
    -jar "$wildfly/jboss-modules.jar" -mp "$wildfly/modules" org.jboss.as.standalone -Djboss.http.port="$port" \
    -Djboss.management.http.port="$management" -Djboss.https.port=0
}

# Sets the configuration of each Latchkey node: a PostgreSQL, and secrets that the scripts know.
configure_latchkey() {
  digest_key=$(openssl rand -base64 32)
  admin_password=$(openssl rand -hex 16)
  LATCHKEY_SECRET_MASTER_KEY=$(openssl rand -base64 32)
  export LATCHKEY_SECRET_MASTER_KEY
  export LATCHKEY_SECRET_DIGEST_KEY=$digest_key LATCHKEY_ADMIN_PASSWORD=$admin_password
  export LATCHKEY_DB_URL=jdbc:postgresql://127.0.0.1:$pg_port/latchkey
  export BENCH_PLATFORM_DB_URL=jdbc:postgresql://127.0.0.1:$pg_port/platform
  export LATCHKEY_DB_USER=postgres LATCHKEY_DB_PASSWORD=postgres
}

# start_latchkey NAME [more WARs]: starts Latchkey on the server that $server names, and waits until it responds; leaves $pid and $port.
# Fails if it does not respond.
server=${BENCH_SERVER:-payara}
latchkey_war=$root/target/latchkey.war
start_latchkey() {
  local name=$1
  shift
  new_port
  export LATCHKEY_BASE_URL=http://127.0.0.1:$port
  next_port=$port
  "start_$server" "$name" "$latchkey_war" "$@"
  await "http://127.0.0.1:$port/manage/v1/keys" 401 "$pid" || { say "Latchkey did not start; see $results/$name.log"; return 1; }
  # As long as a node does not receive changes yet, each of its requests queries the database.
  sleep 1
}

# --- Build

# Returns whether the product is missing or older than its sources.
product_is_old() {
  [[ ! -f $root/target/latchkey.war ||
    -n $(find "$root/src/main" "$root/pom.xml" -newer "$root/target/latchkey.war" -type f -print -quit) ]]
}

# Returns whether the peers and the JMH benchmark are older than their sources or the product, or were not all built.
peers_are_old() {
  [[ ! -f $tools/built || $root/target/latchkey.war -nt $tools/built ||
    -n $(find "$bench/pom.xml" "$bench/jmh/pom.xml" "$bench/jmh/src" "$peers" -not -path '*/target/*' -newer "$tools/built" -type f -print -quit) ]]
}

# Builds the product, if it is missing or old, and the peers. Peers that cannot be built are left out later.
build() {
  have mvn || die 'mvn is missing; Debian: apt-get install maven'
  if product_is_old; then
    say 'Building the product'
    # Maven keeps the classes of an earlier version that have been renamed since, and the product then does not start.
    rm -rf "$root/target/classes" "$root/target/latchkey" "$bench/peers/inside/target"
    (cd "$root" && mvn -B -q -DskipTests package) || die 'The product could not be built'
  fi
  mkdir -p "$tools"
  "$jar" --create --file "$tools/latchkey-classes.jar" -C "$root/target/classes" .
  say 'Building the peers'
  # What cannot be built must be missing, and not be measured as it was before.
  rm -f "$tools/built" "$bench/jmh/target/jmh.jar" "$peers"/*/target/*.war "$peers"/*/target/*.jar
  if (cd "$root" && mvn -B -q -f bench/pom.xml --fail-at-end package) >"$tools/build.log" 2>&1; then
    touch "$tools/built"
  else
    say "Not all peers could be built; see bench/target/build.log"
  fi
  [[ -f $tools/payara-micro.jar ]] || die 'Payara Micro is missing; see bench/target/build.log'
}

# Does the same, but only if something is missing or old.
build_if_missing() {
  if [[ ! -f $tools/payara-micro.jar || ! -d $wildfly ]] || product_is_old || peers_are_old; then
    build
  fi
}

# make_keys COUNT FILE: writes real keys for this installation's digest key; MakeKeys describes what a line contains.
make_keys() {
  "$java" -cp "$root/target/classes:$root/target/latchkey/WEB-INF/lib/*" "$bench/tools/MakeKeys.java" "$1" >"$2"
}

# --- Load

# basic USER:PASSWORD: prints the value of the Authorization header.
basic() { printf 'Basic %s\n' "$(printf '%s' "$1" | base64 -w0)"; }

# cpu_of PID: prints the CPU time in microseconds that this process and those which it began have used so far, user and system.
cpu_of() {
  # A process may end meanwhile.
  { cat /proc/[0-9]*/stat 2>/dev/null || true; } | sed 's/^\([0-9]*\) (.*) /\1 /' |
    awk -v of="$1" -v tick="$(getconf CLK_TCK)" '$1 == of || $3 == of || $4 == of { sum += $13 + $14 + $15 + $16 }
      END { printf "%.0f", sum * 1000000 / tick }'
}

# load NAME URL SECONDS [the arguments of wrk/requests.lua]: runs wrk and leaves "requests/s p50 p99 CPU DATABASE" in $figures: latencies
# in milliseconds, and the CPU time in microseconds per request of the server whose process is $pid, and of PostgreSQL. Both contain what
# runs beside the requests, such as the compiler and the garbage collector. Fails if any request was bad.
load() {
  local name=$1 url=$2 seconds=$3 server_cpu database_cpu
  shift 3
  local out=$results/wrk-$name.txt
  server_cpu=$(cpu_of "$pid") database_cpu=$(cpu_of "$pg_pid")
  wrk -t"$threads" -c"$connections" -d"${seconds}s" --timeout 10s --latency -s "$bench/wrk/requests.lua" "$url" -- "$@" \
    >"$out" 2>&1 || { say "wrk failed; see $out"; return 1; }
  server_cpu=$(($(cpu_of "$pid") - server_cpu)) database_cpu=$(($(cpu_of "$pg_pid") - database_cpu))
  local rate p50 p99 bad requests
  read -r rate p50 p99 bad requests <<<"$(sed -n 's/^FIGURES //p' "$out")"
  if [[ ${requests:-0} == 0 ]]; then
    say "$name: no request got a response; see $out"
    return 1
  elif [[ $bad != 0 ]]; then
    say "$name: $bad requests did not get the expected response; see $out"
    return 1
  fi
  figures="$rate $p50 $p99 $(awk -v s="$server_cpu" -v d="$database_cpu" -v n="$requests" 'BEGIN { printf "%.1f %.1f", s / n, d / n }')"
}
