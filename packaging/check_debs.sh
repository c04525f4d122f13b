#!/bin/sh
# Installs the packages on a clean Debian 12 and uses them there. Usage (as root): check_debs.sh <folder with the .deb
# files> <folder for the root>. Needs debootstrap and a mirror; takes minutes, so it is no part of ./dev test.
set -eu
debs=$1 root=$2
source=$(dirname "$(dirname "$(readlink -f "$0")")")
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$root" "$mirror"
[ ! -f /etc/apt/apt.conf ] || cp /etc/apt/apt.conf "$root/etc/apt/"
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
mkdir -p "$root/debs" "$root/project/src" "$root/project/build"
rm -f "$root/debs"/*
cp "$debs"/*.deb "$root/debs/"
cp "$source/tests/install/server.cpp" "$root/project/src/"
touch "$root/project/build/made.h"
cat >"$root/project/build/compile_commands.json" <<'DATABASE'
[{"directory": "/project/build", "file": "../src/server.cpp", "arguments": ["g++", "-I.", "-c", "../src/server.cpp"]}]
DATABASE
cat >"$root/project/cookie.cpp" <<'CODE'
#include <stateless/client_ip.h>
int main() { return stateless::IpAddress::parse("203.0.113.9") ? 0 : 1; }
CODE
cat >"$root/check" <<'SCRIPT'
set -eu
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends /debs/*.deb g++ man-db groff-base pkg-config >/dev/null
cd /project
stateless-lint --version
stateless-lint doctor -p build
status=0; stateless-lint -p build --color never >report || status=$?
cat report
[ "$status" = 1 ]
grep -q "stateless-mutable-global" report
MANWIDTH=80 man stateless-lint | grep -q -- --baseline
MANWIDTH=80 man stateless-clangd | grep -q -- --check-warnings
plugin=$(echo /usr/lib/*/stateless/StatelessTidyModule.so)
clang-tidy-19 --load="$plugin" --checks='-*,stateless-*' -p build src/server.cpp >tidy
grep -q "stateless-mutable-global" tidy
# One file through the language server, as an editor would open it; clangd counts warnings as errors there.
status=0; stateless-clangd --check=src/server.cpp --check-warnings >clangd 2>&1 || status=$?
grep -q "\[stateless-mutable-global\] Line 7" clangd
g++ -std=c++17 cookie.cpp $(pkg-config --cflags --libs stateless-http stateless-net) -o cookie
./cookie
apt-get purge -y -qq stateless-lint stateless-tidy stateless-clangd libstateless-dev >/dev/null
[ ! -e /usr/share/stateless ]
echo "the packages work"
SCRIPT
exec chroot "$root" /bin/sh /check
