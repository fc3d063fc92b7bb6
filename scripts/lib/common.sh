# For scripts/test, scripts/demo and the stages. Source it; it sets ROOT and JOBS and goes to ROOT.
# shellcheck shell=bash
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
JOBS="${JOBS:-$(nproc)}"
cd "$ROOT" || exit 1
export LC_ALL=C.UTF-8
# The tests' scripts use Debian's python3-pycparser, which belongs to Debian's interpreter.
PYTHON=/usr/bin/python3
[ -x "$PYTHON" ] || PYTHON=python3
export ROOT JOBS PYTHON

if command -v ccache >/dev/null && [ -z "${CMAKE_CXX_COMPILER_LAUNCHER+set}" ]; then
    export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
fi

# The ending of a stage that cannot run here. It is not counted as passed.
skip() {
    echo "SKIPPED ${STAGE:-$0}: $*"
    exit 77
}

# Counts for the summary: tally PASSED FAILED SKIPPED. A stage that never calls it counts as one.
tally() {
    [ -z "${STAGE_TALLY:-}" ] || echo "$*" >>"$STAGE_TALLY"
}

# build_preset PRESET [CMAKE ARGUMENTS] [-- TARGETS]
build_preset() {
    local preset="$1" arguments=() targets=()
    shift
    while [ $# -gt 0 ] && [ "$1" != "--" ]; do
        arguments+=("$1")
        shift
    done
    [ $# -le 1 ] || targets=(--target "${@:2}")
    cmake --preset "$preset" "${arguments[@]}" >"build/.configure-$preset.log" 2>&1 || {
        cat "build/.configure-$preset.log"
        return 1
    }
    cmake --build "build/$preset" -j "$JOBS" "${targets[@]}"
}

# with_sanitizer SANITIZERS [COMPILER]: goes on where a program with them starts, and skips the stage elsewhere. Those of
# GCC 12 and clang 16 find no place for their shadow memory where the system randomises addresses by more than 28 bits; the
# stage begins anew without that then.
with_sanitizer() {
    local probe="build/.probe-${1//,/-}"
    mkdir -p build
    echo 'int main() { return 0; }' | "${2:-c++}" "-fsanitize=$1" -x c++ - -o "$probe" || return
    # shellcheck disable=SC2034 # a counter
    local i
    for i in {1..20}; do
        "$probe" >/dev/null 2>&1 && continue
        if [ -z "${CONCH_FIXED_ADDRESSES:-}" ] && setarch "$(uname -m)" -R true 2>/dev/null; then
            echo "addresses are randomised too much for -fsanitize=$1: without that"
            CONCH_FIXED_ADDRESSES=1 exec setarch "$(uname -m)" -R "$0"
        fi
        skip "a program built with -fsanitize=$1 does not start here: $("$probe" 2>&1 | head -n 1)"
    done
}

# run_ctest PRESET [CTEST ARGUMENTS]: runs the tests, names those that were skipped and why, counts all of them, and keeps
# what the failed ones said for the summary.
run_ctest() {
    local preset="$1" report status=0
    shift
    report="$(mktemp)"
    ctest --test-dir "build/$preset" -j "$JOBS" --timeout 300 --output-on-failure --no-tests=error \
        --output-junit "$report" "$@" || status=$?
    # shellcheck disable=SC2046 # three numbers
    tally $("$PYTHON" -B scripts/lib/ctest_report.py "$report" "$preset" "${STAGE_FAILURES:-/dev/null}") || status=1
    rm -f "$report"
    return "$status"
}
