import { expect, test } from "vitest";
import { statusOfFault } from "./engine-faults";

const id = "0123456789abcdef".repeat(4);

test.each([
  [409, `Container ${id} is not paused`],
  [400, "The linux daemon does not support signal 99"],
  [409, `Cannot update container ${id}: runc did not terminate successfully: exit status 1`],
  [400, "Error processing tar file(exit status 1): link /a /b: no such file or directory"],
  [400, "extraction point is not a directory"],
  [403, "container rootfs is marked read-only"],
  [400, `lstat /var/lib/docker/${id}/merged/${"x".repeat(256)}: file name too long`],
  [400, "stat /merged/etc/passwd/x: not a directory"],
  [409, "container web is not connected to network reseau"],
  [409, "Cannot link to a non running container: /a AS /b/c"],
  [409, `can't join IPC of container ${id}: non-shareable IPC`],
  [400, "unable to find user zoe: no matching entries in passwd file"],
  [
    400,
    'OCI runtime create failed: runc create failed: unable to start container process: error during container init: error mounting "/x" to rootfs at "/etc/passwd": not a directory: unknown: Are you trying to mount a directory onto a file (or vice-versa)?',
  ],
])("%s: %s", (status, message) => {
  expect(statusOfFault(message)).toBe(status);
});

test.each([
  "layer does not exist",
  "open /var/lib/docker/image/overlay2: no space left on device",
  "OCI runtime create failed: runc create failed: unable to apply cgroup configuration: no space left on device",
  "context deadline exceeded",
  `container ${id}: driver failed`,
  "",
])("the engine's own: %j", (message) => {
  expect(statusOfFault(message)).toBeUndefined();
});
