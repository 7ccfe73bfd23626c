#!/usr/bin/env bash
# The step of the action: runs a command of specwright on each document. action.yml describes the variables SPECWRIGHT_….
set -euo pipefail

command=${SPECWRIGHT_COMMAND:-generate}
base=${SPECWRIGHT_BASE:-${GITHUB_BASE_REF:-}}
worst=0
# The checkout of the base, while `diff` compares with it.
before=

# Prints an annotation: its level, its file and its text. `%`, line breaks, `:` and `,` are escaped (docs.github.com, "Workflow commands").
annotate() {
    local file=$2 text=$3
    text=${text//'%'/%25}; text=${text//$'\r'/%0D}; text=${text//$'\n'/%0A}
    file=${file//'%'/%25}; file=${file//$'\r'/%0D}; file=${file//$'\n'/%0A}; file=${file//:/%3A}; file=${file//,/%2C}
    echo "::$1${file:+ file=$file}::$text"
}

clean() {
    if [[ -n $before ]]; then git worktree remove --force "$before" || true; fi
}
trap clean EXIT

# Ends the step because of its inputs or its surroundings.
fail() {
    annotate error "" "specwright: $1"
    finish 2
}

# Remembers an exit status. A failure (2) outweighs stale files (3), and these outweigh errors (1).
remember() {
    local rank=(0 1 3 2)
    if (( ${rank[$1]:-3} > ${rank[$worst]:-3} )); then worst=$1; fi
}

finish() {
    local results=(ok errors failed stale)
    if [[ -n ${GITHUB_OUTPUT:-} ]]; then echo "result=${results[$1]:-failed}" >>"$GITHUB_OUTPUT"; fi
    exit "$1"
}

# Prints the lines of a text that are not blank, without blanks around them.
lines() {
    local line
    while IFS= read -r line; do
        line=${line#"${line%%[![:space:]]*}"}
        line=${line%"${line##*[![:space:]]}"}
        if [[ -n $line ]]; then printf '%s\n' "$line"; fi
    done <<<"$1"
}

# Installs the program, by default from the checkout that this script is in.
install() {
    local to=${RUNNER_TEMP:-/tmp}/specwright from
    read -ra from <<<"${SPECWRIGHT_INSTALL:-}"
    if (( ${#from[@]} == 0 )); then from=(--path "$(dirname "${BASH_SOURCE[0]}")/../../../crates/specwright-cli"); fi
    echo "::group::install specwright"
    cargo install --locked --root "$to" "${from[@]}" || fail "cargo install failed"
    echo "::endgroup::"
    export PATH="$to/bin:$PATH"
    if [[ -n ${GITHUB_PATH:-} ]]; then echo "$to/bin" >>"$GITHUB_PATH"; fi
}

# Checks the crates of a document: those that are out of date are an annotation.
generate() {
    local status=0
    specwright generate "$1" "${arguments[@]}" --check --format github || status=$?
    if (( status == 3 )); then
        annotate error "$1" "generated code is out of date; run: specwright generate $1 ${arguments[*]}"
    fi
    return "$status"
}

codegen() {
    local status=0
    cargo xtask codegen --check --format github "${arguments[@]}" || status=$?
    if (( status == 3 )); then annotate error "" "generated code is out of date; run: cargo xtask codegen"; fi
    return "$status"
}

# Checks out the merge base into a folder, so that documents of several files are compared as a whole.
check_out_base() {
    [[ -n $base ]] || fail "diff needs a base: run it for a pull request, or set the input \`base\`"
    local ref=$base commit
    if git rev-parse --quiet --verify "origin/$base" >/dev/null; then ref=origin/$base; fi
    # A shallow checkout, the default of actions/checkout, does not have the merge base.
    if ! commit=$(git merge-base "$ref" HEAD 2>/dev/null); then
        if [[ $(git rev-parse --is-shallow-repository) == true ]]; then git fetch --quiet --unshallow origin || true; fi
        git fetch --quiet origin "$base" || true
        commit=$(git merge-base "$ref" HEAD 2>/dev/null || git merge-base FETCH_HEAD HEAD 2>/dev/null) ||
            fail "no common ancestor with $base; check out with \`fetch-depth: 0\`"
    fi
    local folder
    folder=$(mktemp -d "${RUNNER_TEMP:-/tmp}/specwright-base.XXXXXX")
    git worktree add --quiet --detach "$folder" "$commit" || fail "cannot check out $commit"
    before=$folder
}

diff_document() {
    if [[ ! -f $before/$(git rev-parse --show-prefix)$1 ]]; then
        annotate notice "$1" "new document: nothing to compare with"
        return 0
    fi
    specwright diff "$before/$(git rev-parse --show-prefix)$1" "$1" "${arguments[@]}" --format github
}

# Adds the page of a document to the summary of the job.
doctor() {
    local status=0 page
    page=$(specwright doctor "$1" "${arguments[@]}") || status=$?
    printf '````text\n%s\n````\n' "$page" >>"${GITHUB_STEP_SUMMARY:-/dev/stdout}"
    if (( status == 1 )); then annotate error "$1" "nothing can be generated from this document; see the summary"; fi
    return "$status"
}

mapfile -t documents < <(lines "${SPECWRIGHT_DOCUMENTS:-}")
mapfile -t arguments < <(lines "${SPECWRIGHT_ARGUMENTS:-}")

case $command in
    generate | lint | diff | doctor)
        (( ${#documents[@]} > 0 )) || fail "set the input \`documents\`"
        ;;
    codegen) ;;
    *) fail "unknown command \`$command\`; expected generate, codegen, lint, diff or doctor" ;;
esac

if [[ $command == codegen ]]; then
    status=0
    codegen || status=$?
    finish "$status"
fi
command -v specwright >/dev/null || install
if [[ $command == diff ]]; then check_out_base; fi
for document in "${documents[@]}"; do
    status=0
    case $command in
        generate) generate "$document" || status=$? ;;
        lint) specwright lint "$document" "${arguments[@]}" --format github || status=$? ;;
        diff) diff_document "$document" || status=$? ;;
        doctor) doctor "$document" || status=$? ;;
    esac
    remember "$status"
done
finish "$worst"
