/**
 * Mistakes of a request's that the engine of API 1.41 answers with 500: there, an error of no known
 * kind is the server's. Here 5xx is for what an operator has to look at, so each gets the status
 * that its like has; the engine's words stay. Sources: moby 20.10, the files named below.
 */

const faults: readonly (readonly [status: number, says: RegExp])[] = [
  // daemon/unpause.go
  [409, /^Container [0-9a-f]{64} is not paused$/],
  // daemon/kill.go: no signal of that number
  [400, /daemon does not support signal -?\d+$/],
  // daemon/update.go: the kernel does not take the limit, most often since more is used
  [409, /^Cannot update container [0-9a-f]{64}: /],
  // daemon/archive.go, pkg/chrootarchive: what cannot be unpacked there
  [400, /^Error processing tar file\(exit status 1\): /],
  [400, /extraction point is not a directory$/],
  [403, /(container rootfs|mounted volume) is marked read-only$/],
  // daemon/archive.go: a path that no file system has, in the kernel's words (errno.h)
  [400, /^(lstat|stat|open|readlink) \S.*: (file name too long|not a directory)$/s],
  [400, /: too many levels of symbolic links$|: too many links$/],
  // daemon/top_unix.go: columns without the one that it counts by
  [400, /^Couldn't find PID field in ps output$/],
  [400, /^Error running ps: |^ps: exit status /],
  // daemon/create_unix.go
  [400, /^cannot mount volume over existing file, file exists /],
  // daemon/container_operations.go, container_operations_unix.go
  [409, /^container \S+ is not connected to (the )?network /],
  [409, /^Cannot link to a non running container: /],
  [409, /^can(no|')t join (IPC|PID) of (a )?(non running )?container/],
  // daemon/exec.go: one that was not started
  [409, /^timeout waiting for exec session ready$/],
  // daemon/oci_linux.go and runc, at start: what the container is to be cannot be run
  [400, /unable to find (user|group) /],
  [400, /no matching entries in (passwd|group) file$/],
  [
    400,
    /OCI runtime create failed: .*(not a directory|is a directory|directory onto a file|no such file or directory|permission denied|read-only file system|executable file not found|error setting rlimit)/s,
  ],
];

/** The status of a 5xx that was the request's mistake; undefined: it is the engine's. */
export const statusOfFault = (message: string): number | undefined =>
  faults.find(([, says]) => says.test(message))?.[0];
