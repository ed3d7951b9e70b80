#!/bin/sh
# usage: run.sh FOLDER PEER
# Installs the packages of package-lock.json into the folder, unless they are there, and runs calls.cjs. 77: skipped.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
peer=$2
for program in node npm; do
    if ! command -v "$program" >/dev/null 2>&1; then
        echo "skipped: $program is not installed"
        exit 77
    fi
done
mkdir -p "$folder"
if ! cmp -s "$here/package-lock.json" "$folder/installed.json"; then
    rm -rf "$folder/node_modules" "$folder/installed.json"
    cp "$here/package.json" "$here/package-lock.json" "$folder"
    if ! (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --fetch-retries 1 --fetch-timeout 60000) >"$folder/npm.log" 2>&1; then
        # Packages that are not what the lock file says are no reason to skip.
        if grep -q EINTEGRITY "$folder/npm.log"; then
            cat "$folder/npm.log"
            exit 1
        fi
        tail -n 5 "$folder/npm.log"
        echo "skipped: npm could not fetch the packages"
        exit 77
    fi
    cp "$here/package-lock.json" "$folder/installed.json"
fi
cd "$folder"
exec node "$here/calls.cjs" "$peer"
