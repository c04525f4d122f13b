# For the sessions of editors: makes a project in $work, which is left behind by nobody, and goes there. The user's own
# settings stay out of it.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/build" "$work/src"
cat >"$work/src/server.cpp" <<'CODE'
#include <sys/socket.h>
#include <unistd.h>
static int hits = 0;
int main() {
    char buffer[64];
    for (;;) {
        int client = accept(3, nullptr, nullptr);
        read(client, buffer, sizeof buffer);
        ++hits;
    }
}
CODE
cat >"$work/build/compile_commands.json" <<DATABASE
[{"directory": "$work/build", "file": "../src/server.cpp", "arguments": ["c++", "-c", "../src/server.cpp"]}]
DATABASE
cd "$work"
export HOME="$work" XDG_CACHE_HOME="$work/cache" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data"
export XDG_STATE_HOME="$work/state"
