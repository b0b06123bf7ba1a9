/** An entry of `HostConfig.Mounts` as the engine is given it. */
export interface EngineMount {
  Type: "volume" | "bind" | "tmpfs";
  /** engine's volume name or a path of the host; absent: an anonymous volume */
  Source?: string;
  Target: string;
  ReadOnly: boolean;
  VolumeOptions?: { NoCopy: boolean; Labels: Record<string, string> };
  TmpfsOptions?: { SizeBytes: number; Mode?: number };
}
