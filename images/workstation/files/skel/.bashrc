# Vos propres réglages du shell : alias, variables… Ce fichier est lu à l’ouverture de chaque terminal.
