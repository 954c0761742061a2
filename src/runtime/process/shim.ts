/**
 * Runs one program and leaves in its folder what became of it, whatever becomes of the daemon. Arguments: the folder,
 * the boot's id, the program with its arguments. Built-in commands only: it costs what one more `sh` costs.
 *
 * - The trap keeps it alive through our TERM to its group, so that it can write the exit code; the program has it reset.
 * - `started` is made exclusively: a second shim ends right there.
 * - Its variables are named `CO_…`, as no variable of the program can be, so that it changes none of them.
 * - `(exec …)` runs a program even where a built-in command has its name.
 * - Whoever reads `exit` waits for the end of its line, so it needs no rename, which would be one more process.
 * - Where the disk is full it waits for room, as long as somebody keeps the folder: nothing is lost by that.
 */
export const SHIM = `
trap : HUP INT TERM
CO_FOLDER=$1 CO_BOOT=$2
shift 2
wait_for_room() { [ -d "$CO_FOLDER" ] && sleep 1 || exit 1; }
set -C
until { true >"$CO_FOLDER/started"; } 2>/dev/null; do
  [ -e "$CO_FOLDER/started" ] && exit 0
  wait_for_room
done
set +C
until { true >>"$CO_FOLDER/log"; } 2>/dev/null; do wait_for_room; done
exec >>"$CO_FOLDER/log" 2>&1
read -r CO_STAT <"/proc/$$/stat"
until { echo "$CO_BOOT $CO_STAT" >"$CO_FOLDER/process"; } 2>/dev/null; do wait_for_room; done
(exec "$@")
CO_EXIT=$?
until { echo "$CO_EXIT" >"$CO_FOLDER/exit"; } 2>/dev/null; do wait_for_room; done
`;
