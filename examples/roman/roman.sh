#!/bin/sh
# roman.sh NUMBER: prints it in Roman numerals.
set -eu

number=${1:-}
case $number in
'' | 0* | *[!0-9]* | ?????*) number=4000 ;; # no number from 1, or one that is too long: refused like one that is too large
esac
if [ "$number" -gt 3999 ]; then
  echo "usage: roman.sh NUMBER (from 1 to 3999)" >&2
  exit 64
fi

result=
for pair in M:1000 CM:900 D:500 CD:400 C:100 XC:90 L:50 XL:40 X:10 IX:9 V:5 IV:4 I:1; do
  while [ "$number" -ge "${pair#*:}" ]; do
    result=$result${pair%:*}
    number=$((number - ${pair#*:}))
  done
done
echo "$result"
