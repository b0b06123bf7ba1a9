def doubler(n):
    return 2 * n
