#!/usr/bin/env bash
# ctest (PyPI cmake 4.4.5) --output-junit: a test whose program was never built is an error on the screen ("Not Run", "Errors while running CTest", exit 8),
# but <skipped> in the JUnit with failures="0". The same for tests that a failed fixture keeps from running: a broken build reads as skipped tests.
set -u
d=$(mktemp -d); trap 'rm -rf "$d"' EXIT
python3 -m venv "$d/v" && "$d/v/bin/pip" -q install cmake==4.4.5 || exit 2
cd "$d" || exit 2
cat > CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.21)
project(own NONE)
enable_testing()
add_test(NAME adds COMMAND sh -c "true")
add_test(NAME unbuilt COMMAND ${CMAKE_CURRENT_BINARY_DIR}/never-built)
END
v/bin/ctest --version | head -n 1
v/bin/cmake -B b > log 2>&1 || exit 2
v/bin/ctest --test-dir b --output-junit out.xml > log 2>&1; code=$?
echo "exit $code"; grep -E 'tests passed|\(Not Run\)' log
tr '\n\t' '  ' < b/out.xml | grep -oE '<testsuite [^>]*>|<testcase [^>]*>|<(skipped|failure|error)[^>]*>'
[ $code = 8 ] && grep -q 'failures="0"' b/out.xml && grep -q 'skipped="1"' b/out.xml && ! grep -qE '<(failure|error)' b/out.xml
