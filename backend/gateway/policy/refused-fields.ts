/**
 * Why a field of a container's creation is refused when it is not left at its default. A field
 * that is neither accepted (create.ts, host-config.ts) nor named here is refused as unknown.
 */
const host =
  "cela ouvrirait au conteneur ce qui appartient à la machine, que partagent les apprenants. Retirez l’option.";
const addresses =
  "Escale choisit lui-même les adresses, pour que les réseaux des apprenants ne se heurtent pas. Retirez l’option ; sur un réseau que vous créez, les noms remplacent les adresses.";
const resolver = "Escale règle lui-même la résolution des noms. Retirez l’option.";
const volumes =
  'cette forme n’est pas permise dans Escale. « -v nom:/chemin » monte un volume, « -v "$PWD":/chemin » un de vos dossiers ; les pilotes et leurs options restent fermés.';
const fixed =
  "Escale fixe cette limite lui-même, pour que chacun ait sa part de la machine. Retirez l’option.";

export const refusedFields: Readonly<Record<string, string>> = {
  Privileged: `--privileged n’est pas permis ici : ${host}`,
  SecurityOpt: `--security-opt n’est pas permis ici (sauf no-new-privileges) : ${host}`,
  MaskedPaths: `Démasquer des chemins du système n’est pas permis ici : ${host}`,
  ReadonlyPaths: `Déverrouiller des chemins du système n’est pas permis ici : ${host}`,
  PidMode: `--pid n’est pas permis ici, sauf « container:NOM » d’un de vos conteneurs : ${host}`,
  IpcMode: `--ipc n’est pas permis ici, sauf « private », « shareable » et « container:NOM » d’un de vos conteneurs : ${host}`,
  UTSMode: `--uts n’est pas permis ici : ${host}`,
  UsernsMode: `--userns n’est pas permis ici : ${host}`,
  CgroupnsMode: `--cgroupns n’est pas permis ici : ${host}`,
  Cgroup: `Le champ Cgroup n’est pas permis ici : ${host}`,
  CgroupParent: `--cgroup-parent n’est pas permis ici : ${host}`,
  Devices: `--device n’est pas permis ici : ${host}`,
  DeviceCgroupRules: `--device-cgroup-rule n’est pas permis ici : ${host}`,
  DeviceRequests: `--gpus n’est pas permis ici : ${host}`,
  Sysctls: `--sysctl n’est pas permis ici : ${host}`,
  Runtime: `--runtime n’est pas permis ici : ${host}`,
  Isolation: `--isolation n’est pas permis ici : ${host}`,
  StorageOpt: `--storage-opt n’est pas permis ici : ${fixed}`,
  OomKillDisable: `--oom-kill-disable n’est pas permis ici : ${fixed}`,
  OomScoreAdj: `--oom-score-adj n’est pas permis ici : ${fixed}`,
  KernelMemory: `--kernel-memory n’est pas permis ici : ${fixed}`,
  KernelMemoryTCP: `La limite KernelMemoryTCP n’est pas permise ici : ${fixed}`,
  MemorySwappiness: `--memory-swappiness n’est pas permis ici : ${fixed}`,
  CpuShares: `--cpu-shares n’est pas permis ici : ${fixed} « --cpus » reste permis.`,
  CpuPeriod: `--cpu-period n’est pas permis ici : ${fixed} « --cpus » reste permis.`,
  CpuQuota: `--cpu-quota n’est pas permis ici : ${fixed} « --cpus » reste permis.`,
  CpuRealtimePeriod: `--cpu-rt-period n’est pas permis ici : ${fixed}`,
  CpuRealtimeRuntime: `--cpu-rt-runtime n’est pas permis ici : ${fixed}`,
  CpusetCpus: `--cpuset-cpus n’est pas permis ici : ${fixed} « --cpus » reste permis.`,
  CpusetMems: `--cpuset-mems n’est pas permis ici : ${fixed}`,
  BlkioWeight: `--blkio-weight n’est pas permis ici : ${fixed}`,
  BlkioWeightDevice: `--blkio-weight-device n’est pas permis ici : ${fixed}`,
  BlkioDeviceReadBps: `--device-read-bps n’est pas permis ici : ${fixed}`,
  BlkioDeviceWriteBps: `--device-write-bps n’est pas permis ici : ${fixed}`,
  BlkioDeviceReadIOps: `--device-read-iops n’est pas permis ici : ${fixed}`,
  BlkioDeviceWriteIOps: `--device-write-iops n’est pas permis ici : ${fixed}`,
  LogConfig:
    "--log-driver et --log-opt : seul « json-file » est ouvert ici, avec « max-size » et « max-file ». Retirez le reste ; « docker logs » montre les journaux.",
  Init: "--init=false n’est pas permis ici : chaque conteneur a un petit init, qui recueille les processus terminés. Retirez l’option.",
  NetworkMode: `--network host n’est pas permis ici : ${host}`,
  ExtraHosts: `--add-host n’est pas permis ici : ${resolver}`,
  Dns: `--dns n’est pas permis ici : ${resolver}`,
  DnsOptions: `--dns-option n’est pas permis ici : ${resolver}`,
  DnsSearch: `--dns-search n’est pas permis ici : ${resolver}`,
  MacAddress: `--mac-address n’est pas permis ici : ${addresses}`,
  IPAMConfig: `--ip n’est pas permis ici : ${addresses}`,
  DriverOpts: `Les options de pilote ne sont pas permises ici : ${addresses}`,
  Driver: "--driver : Escale n’ouvre que le pilote « bridge », un réseau sur une seule machine.",
  Scope: "--scope : un réseau d’Escale est local, sur une seule machine. Retirez l’option.",
  Config: `--subnet, --gateway et --ip-range ne sont pas permis ici : ${addresses}`,
  Options: `--opt n’est pas permis ici : ${addresses}`,
  EnableIPv6: "--ipv6 n’est pas permis ici : les réseaux d’Escale parlent IPv4. Retirez l’option.",
  Attachable: "--attachable n’a de sens qu’avec Swarm. Retirez l’option.",
  Ingress: "--ingress n’a de sens qu’avec Swarm. Retirez l’option.",
  ConfigOnly: "--config-only n’a de sens qu’avec Swarm. Retirez l’option.",
  Network: "--config-from n’a de sens qu’avec Swarm. Retirez l’option.",
  // the kernel lets nobody write it from within a user namespace: the start would fail
  Domainname:
    "--domainname n’est pas permis ici : le noyau ne laisse pas un conteneur d’Escale changer de domaine. Retirez l’option ; « --hostname » reste permis.",
  Binds: `-v : ${volumes}`,
  Mounts: `--mount : ${volumes}`,
  Volumes: `-v : ${volumes}`,
  VolumesFrom: `--volumes-from : ${volumes}`,
  VolumeDriver: `--volume-driver : ${volumes}`,
};
