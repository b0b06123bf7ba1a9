from calcul import doubler

assert doubler({{n}}) == 2 * {{n}}
print("essais réussis")
