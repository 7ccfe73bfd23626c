#!/usr/bin/env bash
# The hooks of .pre-commit-hooks.yaml: `lint FILE…` and `generate SPEC ARGUMENT…`.
set -euo pipefail

if ! command -v specwright >/dev/null; then
    echo "specwright is not on the PATH; install it with \`cargo install --locked specwright-cli\` (or --git URL)" >&2
    exit 2
fi
command=${1:?the first argument is lint or generate}
shift
case $command in
    lint) exec specwright lint "$@" ;;
    generate)
        status=0
        specwright generate "$@" --check || status=$?
        if (( status == 3 )); then echo "then add the changed files to the commit" >&2; fi
        exit "$status"
        ;;
    *)
        echo "unknown command: $command" >&2
        exit 2
        ;;
esac
