print("au large")
