#!/usr/bin/env bash
# Runs golive's command, tells the candidate's readiness, and ends as the command did.
set -uo pipefail
[ -n "${GOLIVE_BASE_URL:-}" ] || unset GOLIVE_BASE_URL
# The words of the command, parted by blanks; none of them is a pattern.
set -f
# shellcheck disable=SC2086
golive ${COMMAND:?}
code=$?
set +f
golive check --quiet >/dev/null 2>&1
case $? in
    0) readiness=go ;;
    1) readiness=no-go ;;
    *) readiness= ;;
esac
{
    echo "exit-code=$code"
    echo "readiness=$readiness"
    case $COMMAND in build*) echo "site=${GOLIVE_OUT:-site}" ;; esac
} >> "${GITHUB_OUTPUT:?}"
exit $code
