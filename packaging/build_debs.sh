#!/bin/sh
# Builds the Debian packages. Usage: build_debs.sh <build folder>; they are left in it.
set -eu
source=$(dirname "$(dirname "$(readlink -f "$0")")")
build=$1
cmake -S "$source" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr -DCMAKE_SKIP_INSTALL_RPATH=ON \
    -DSTATELESS_RULES_DIR=/usr/share/stateless/rules -DSTATELESS_BUILD_TESTS=OFF -DSTATELESS_BUILD_EXAMPLES=OFF
cmake --build "$build" ${STATELESS_JOBS:+-j "$STATELESS_JOBS"}
cd "$build"
cpack -G DEB
