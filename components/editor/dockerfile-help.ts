/** What hover and completion say of each instruction of a Dockerfile. */
export const instructions: Readonly<Record<string, { form: string; text: string }>> = {
  FROM: {
    form: "FROM image[:étiquette] [AS étape]",
    text: "L’image dont on part. C’est la première instruction ; chaque `FROM` commence une nouvelle étape.",
  },
  RUN: {
    form: "RUN commande",
    text: "Exécute une commande pendant la construction et garde le résultat dans une nouvelle couche.",
  },
  CMD: {
    form: 'CMD ["programme", "argument"]',
    text: "Ce que le conteneur exécute au démarrage, sauf autre commande donnée à `docker run`. Seul le dernier `CMD` compte.",
  },
  ENTRYPOINT: {
    form: 'ENTRYPOINT ["programme"]',
    text: "Le programme que le conteneur exécute toujours ; `CMD` ou `docker run` lui donnent ses arguments.",
  },
  COPY: {
    form: "COPY source… destination",
    text: "Copie des fichiers du contexte de construction (ou d’une autre étape, avec `--from`) dans l’image.",
  },
  ADD: {
    form: "ADD source… destination",
    text: "Comme `COPY`, et déballe en plus les archives locales. Préférez `COPY` quand il suffit.",
  },
  WORKDIR: {
    form: "WORKDIR /dossier",
    text: "Le dossier de travail des instructions suivantes et du conteneur ; créé s’il n’existe pas.",
  },
  ENV: {
    form: "ENV NOM=valeur",
    text: "Une variable d’environnement, pour la suite de la construction et pour le conteneur.",
  },
  ARG: {
    form: "ARG NOM[=valeur]",
    text: "Une variable de construction, que `docker build --build-arg` peut changer. Le conteneur ne la voit pas.",
  },
  EXPOSE: {
    form: "EXPOSE port[/protocole]",
    text: "Documente le port où le conteneur écoute. Ne le publie pas : c’est le rôle de `docker run -p`.",
  },
  VOLUME: {
    form: "VOLUME /dossier",
    text: "Déclare un dossier dont les données vivent dans un volume, hors des couches de l’image.",
  },
  USER: {
    form: "USER utilisateur[:groupe]",
    text: "L’utilisateur des instructions suivantes et du conteneur, au lieu de root.",
  },
  LABEL: {
    form: "LABEL clé=valeur",
    text: "Une étiquette descriptive, lisible par `docker inspect`.",
  },
  HEALTHCHECK: {
    form: "HEALTHCHECK [--interval=30s] CMD commande",
    text: "Comment vérifier que le conteneur va bien ; `NONE` annule la vérification héritée.",
  },
  SHELL: {
    form: 'SHELL ["/bin/sh", "-c"]',
    text: "Le shell qui exécute la forme « texte » de `RUN`, `CMD` et `ENTRYPOINT`.",
  },
  STOPSIGNAL: {
    form: "STOPSIGNAL SIGTERM",
    text: "Le signal que `docker stop` envoie au programme.",
  },
  ONBUILD: {
    form: "ONBUILD instruction",
    text: "Une instruction exécutée quand une autre image part de celle-ci.",
  },
  MAINTAINER: {
    form: "MAINTAINER nom",
    text: "Abandonnée : utilisez `LABEL org.opencontainers.image.authors`.",
  },
};
