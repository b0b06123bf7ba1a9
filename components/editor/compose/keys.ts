/**
 * The keys of a Compose file, after the Compose specification (compose-spec, 2024): what each may
 * be, and what hover and completion say of it.
 */
export type Shape = "text" | "yes-no" | "number" | "list" | "map" | "duration" | "any";

export interface KeyHelp {
  /** what the value may be */
  readonly shapes: readonly Shape[];
  /** French; null: rare enough to go without */
  readonly help: string | null;
}

const key = (shapes: Shape | readonly Shape[], help: string | null = null): KeyHelp => ({
  shapes: typeof shapes === "string" ? [shapes] : shapes,
  help,
});
const listOrMap = ["list", "map"] as const;
const textOrList = ["text", "list"] as const;

export const topKeys: Readonly<Record<string, KeyHelp>> = {
  services: key("map", "Les conteneurs du projet : un service par programme."),
  volumes: key(
    "map",
    "Les volumes du projet, qui gardent les données quand les conteneurs s’en vont.",
  ),
  networks: key(
    "map",
    "Les réseaux du projet. Sans cette clé, tous les services partagent le même.",
  ),
  secrets: key("map", "Les secrets du projet, montrés aux services sous `/run/secrets`."),
  configs: key("map", "Des fichiers de réglage, donnés aux services sans refaire leur image."),
  name: key("text", "Le nom du projet ; par défaut, celui de son dossier."),
  version: key(["text", "number"], "Ancienne clé, que Compose ignore aujourd’hui : retirez-la."),
  include: key("list", "D’autres fichiers Compose, qui complètent celui-ci."),
  models: key("map"),
};

export const serviceKeys: Readonly<Record<string, KeyHelp>> = {
  image: key("text", "L’image dont part le conteneur, par exemple `nginx:alpine`."),
  build: key(["text", "map"], "Le dossier dont le Dockerfile construit l’image, par exemple `.`."),
  ports: key(
    "list",
    'Les ports publiés : `"8080:80"` mène le port 8080 de la machine au port 80 du conteneur.',
  ),
  expose: key("list", "Les ports où le service écoute, pour les autres services seulement."),
  environment: key(listOrMap, "Les variables d’environnement du conteneur."),
  env_file: key(["text", "list", "map"], "Un fichier d’où viennent des variables d’environnement."),
  volumes: key("list", "Ce qui est monté dans le conteneur : `source:/chemin`, volume ou dossier."),
  networks: key(
    listOrMap,
    "Les réseaux du service ; ils sont déclarés sous `networks`, au premier niveau.",
  ),
  depends_on: key(listOrMap, "Les services à démarrer avant celui-ci."),
  command: key(textOrList, "La commande lancée, à la place du `CMD` de l’image."),
  entrypoint: key(textOrList, "Le programme lancé, à la place de l’`ENTRYPOINT` de l’image."),
  restart: key(
    "text",
    "Quand relancer le conteneur : `no`, `always`, `on-failure` ou `unless-stopped`.",
  ),
  healthcheck: key("map", "Comment vérifier que le service va bien."),
  container_name: key(
    "text",
    "Un nom fixe pour le conteneur ; le service ne peut alors en avoir qu’un.",
  ),
  hostname: key("text", "Le nom de machine que le conteneur se donne."),
  working_dir: key("text", "Le dossier de travail, à la place du `WORKDIR` de l’image."),
  user: key(["text", "number"], "L’utilisateur du programme, à la place du `USER` de l’image."),
  labels: key(listOrMap, "Des étiquettes descriptives, posées sur le conteneur."),
  secrets: key("list", "Les secrets montrés au service ; ils sont déclarés au premier niveau."),
  configs: key(
    "list",
    "Les fichiers de réglage donnés au service ; ils sont déclarés au premier niveau.",
  ),
  profiles: key("list", "Le service ne démarre que si l’un de ces profils est demandé."),
  deploy: key("map", "Nombre d’exemplaires et ressources du service."),
  scale: key("number", "Combien de conteneurs de ce service démarrent."),
  extends: key(["text", "map"], "Un autre service, dont celui-ci reprend la description."),
  stdin_open: key("yes-no", "Garde l’entrée du programme ouverte, comme `docker run -i`."),
  tty: key("yes-no", "Donne un terminal au programme, comme `docker run -t`."),
  init: key(
    "yes-no",
    "Lance un petit processus premier, qui transmet les signaux et ramasse les zombies.",
  ),
  read_only: key("yes-no", "Rend le système de fichiers du conteneur non modifiable."),
  tmpfs: key(textOrList, "Des dossiers en mémoire, vides à chaque démarrage."),
  mem_limit: key(["text", "number"], "La mémoire au plus, par exemple `256m`."),
  cpus: key(["text", "number"], "La part de processeur au plus, par exemple `0.5`."),
  pids_limit: key("number", "Combien de processus au plus."),
  cap_add: key("list", "Des capacités du noyau, ajoutées au programme."),
  cap_drop: key("list", "Des capacités du noyau, retirées au programme : `ALL` les retire toutes."),
  security_opt: key("list", "Des réglages de sécurité, comme `no-new-privileges:true`."),
  stop_signal: key("text", "Le signal qui demande au programme de s’arrêter."),
  stop_grace_period: key(
    "duration",
    "Le temps laissé au programme pour s’arrêter, par exemple `10s`.",
  ),
  extra_hosts: key(listOrMap, "Des noms de machines ajoutés à `/etc/hosts`."),
  dns: key(textOrList, "Les serveurs de noms du conteneur."),
  logging: key("map", "Où vont les journaux du service, et combien sont gardés."),
  network_mode: key(
    "text",
    "Le réseau du conteneur, sans passer par `networks` : `none`, par exemple.",
  ),
  pull_policy: key(
    "text",
    "Quand aller chercher l’image : `always`, `missing`, `never` ou `build`.",
  ),
  platform: key("text", "Le système et le processeur visés, par exemple `linux/amd64`."),
  privileged: key("yes-no", "Donne au conteneur presque tous les droits de la machine : à éviter."),
  sysctls: key(listOrMap, "Des réglages du noyau, pour ce conteneur."),
  ulimits: key("map", "Les limites du système pour le programme, comme `nofile`."),
  develop: key("map", "Ce que `docker compose watch` surveille pendant le développement."),
  ...Object.fromEntries(
    "annotations attach blkio_config cgroup cgroup_parent cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpuset credential_spec device_cgroup_rules devices dns_opt dns_search domainname external_links gpus group_add ipc isolation label_file links mac_address mem_reservation mem_swappiness memswap_limit models oom_kill_disable oom_score_adj pid post_start pre_stop provider pull_refresh_after runtime shm_size storage_opt use_api_socket userns_mode uts volumes_from"
      .split(" ")
      .map((name) => [name, key("any")]),
  ),
};

export const healthcheckKeys: Readonly<Record<string, KeyHelp>> = {
  test: key(
    textOrList,
    'La vérification, par exemple `["CMD", "curl", "-f", "http://localhost"]`.',
  ),
  interval: key("duration", "Le temps entre deux vérifications, par exemple `30s`."),
  timeout: key("duration", "Le temps laissé à une vérification."),
  retries: key("number", "Après combien d’échecs de suite le service est dit malade."),
  start_period: key(
    "duration",
    "Le temps laissé au démarrage, pendant lequel un échec ne compte pas.",
  ),
  start_interval: key("duration", "Le temps entre deux vérifications pendant le démarrage."),
  disable: key("yes-no", "Annule la vérification que porte l’image."),
};
