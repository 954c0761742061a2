#!/bin/sh
# Prints one line for each case, ok or not ok; the exit code is the number of those that failed.
cd "$(dirname "$0")" || exit 1
failed=0

expect() {
  actual=$(sh roman.sh "$1" 2>/dev/null)
  if [ "$actual" = "$2" ]; then
    echo "ok - $1 is ${2:-refused}"
  else
    echo "not ok - $1 is ${2:-refused}, not $actual"
    failed=$((failed + 1))
  fi
}

expect 1 I
expect 4 IV
expect 9 IX
expect 40 XL
expect 1994 MCMXCIV
expect 2026 MMXXVI
expect 3999 MMMCMXCIX
expect 0 ""
expect 4000 ""
expect four ""
expect "" ""
exit $failed
