/** The network that builds use: the dedicated engine has no default bridge. */
import type Docker from "dockerode";

export const buildNetwork = "escale-build";

export async function ensureBuildNetwork(docker: Docker): Promise<void> {
  const found = await docker.listNetworks({ filters: { name: [buildNetwork] } });
  if (found.some((network) => network.Name === buildNetwork)) return;
  await docker.createNetwork({
    Name: buildNetwork,
    Driver: "bridge",
    CheckDuplicate: true,
    Labels: { "escale.role": "build" },
  });
}
