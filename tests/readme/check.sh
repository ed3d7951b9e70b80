#!/usr/bin/env bash
# check.sh <document>...
#
# Every fenced block of the documents is true: C++ compiles, CMake configures, a command line is one that its program
# knows, a page can be read. What is none of these is called `text`. In document order, in a project as a user has it.
# By environment: SOURCES, WORK, COMPILER, GENERATOR (bindery-gen), INSTALLED (a prefix with bindery), PREFIXES.
set -uo pipefail
failures=0
fail() {
    printf '%s: %s\n' "$1" "$2" >&2
    [[ -z ${3-} ]] || sed 's/^/    /' <<<"$3" >&2
    failures=$((failures + 1))
}

rm -rf "$WORK"
mkdir -p "$WORK/bin"
cp -r "$SOURCES/tests/readme/project" "$WORK/project"
cd "$WORK/project" || exit 1
ln -s "$SOURCES/specs" specs
ln -s "$SOURCES" bindery
cp "$SOURCES/tests/package/small/light.cpp" my_program.cpp
ln -s "$GENERATOR" "$WORK/bin/bindery-gen"
export PATH="$WORK/bin:$PATH" CMAKE_PREFIX_PATH="$INSTALLED${PREFIXES:+:$PREFIXES}"

# Writes each block to a file and prints <line> <language> <file>.
extract() {
    awk -v out="$WORK/block" '
        fence == "" && /^```/ { match($0, /^`+/); fence = substr($0, 1, RLENGTH); language = substr($0, RLENGTH + 1)
                                line = NR; file = out "." NR; printf "" > file; next }
        fence != "" && $0 == fence { print line, (language == "" ? "none" : language), file; close(file); fence = ""; next }
        fence != "" { print > file; next }
        /^    [^ ]/ && blank { print NR, "indented", "-" }
        { blank = ($0 == "") }
        END { if (fence != "") print line, "unclosed", file }' "$1"
}

check_cpp() {
    local output
    output=$("$COMPILER" -std=c++20 -fsyntax-only -I include -I bindery/include -x c++ "$2" 2>&1) || fail "$1" "does not compile" "$output"
}

# A block takes part in a project; where it does not bring bindery along, that is installed.
check_cmake() {
    local output before=
    grep -qE 'find_package|FetchContent|add_subdirectory' "$2" || before='find_package(bindery REQUIRED)'
    { printf 'cmake_minimum_required(VERSION 3.20)\nproject(snippet LANGUAGES CXX)\nadd_executable(my_program my_program.cpp)\n%s\n' "$before"
        cat "$2"; } >CMakeLists.txt
    # One build folder for all: most of the time goes into getting to know the compiler.
    output=$(cmake -S . -B "$WORK/build" -U 'bindery_*' -D "CMAKE_CXX_COMPILER=$COMPILER" -D "FETCHCONTENT_SOURCE_DIR_BINDERY=$SOURCES" 2>&1) ||
        fail "$1" "does not configure" "$output"
}

check_sh() {
    local output line status
    output=$(bash -n "$2" 2>&1) || {
        fail "$1" "is no shell" "$output"
        return
    }
    while IFS= read -r line; do
        case $line in
        bindery-gen\ *) # 1 is an answer, too
            output=$(eval "$line" 2>&1)
            status=$?
            ((status <= 1)) || fail "$1" "$line ends with $status" "$output" ;;
        *'$(pkg-config'*) ;; # package.pkg_config runs it
        g++\ *) output=$(eval "\"$COMPILER\" ${line#g++ }" 2>&1) || fail "$1" "$line fails" "$output" ;;
        ./dev\ *)
            line=${line#./dev }
            "$SOURCES/dev" "${line%% *}" --help >/dev/null 2>&1 || fail "$1" "./dev knows no command ${line%% *}" ;;
        cmake\ *) ;; # options: package.recipes
        ?*) fail "$1" "nobody has said how to check: $line" ;;
        esac
    done <"$2"
}

# A page is read, and its header compiles.
check_markdown() {
    local output headers
    rm -rf written
    output=$(cp "$2" page.md && bindery-gen generate page.md --out written/bindery/api 2>&1) || {
        fail "$1" "cannot be read" "$output"
        return
    }
    headers=$(find written -name '*.hpp' | sed 's|^written/|#include <|; s|$|>|')
    output=$("$COMPILER" -std=c++20 -fsyntax-only -I written -I bindery/include -x c++ - <<<"$headers" 2>&1) ||
        fail "$1" "its header does not compile" "$output"
}

# How a command is called: it has the options that are shown.
check_text() {
    local command usage option
    while read -r _ command usage; do
        for option in $(grep -oE -- '--[a-z-]+' <<<"$usage"); do
            bindery-gen "$command" --help 2>&1 | grep -q -- "$option" || fail "$1" "bindery-gen $command has no $option"
        done
    done < <(grep -E '^bindery-gen ' "$2")
}

blocks=0
for document in "$@"; do
    while read -r line language file; do
        blocks=$((blocks + 1))
        case $language in
        cpp | cmake | sh | markdown | text) "check_$language" "$document:$line" "$file" ;;
        indented) fail "$document:$line" "an indented block escapes this test: fence it" ;;
        unclosed) fail "$document:$line" "the block has no end" ;;
        *) fail "$document:$line" "a block of '$language' escapes this test: cpp, cmake, sh, markdown, or text for what is none" ;;
        esac
    done < <(extract "$document")
done
echo "$blocks blocks, $failures failures"
((blocks > 0 && failures == 0))
