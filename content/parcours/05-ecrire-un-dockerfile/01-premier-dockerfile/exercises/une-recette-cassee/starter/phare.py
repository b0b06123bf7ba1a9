print("le phare {{mot}} est allumé")
