/** How it is measured, and what that does not say. */
export function How() {
  return (
    <details className="mt-4 text-sm">
      <summary className="cursor-pointer py-2 font-semibold">Comment c’est mesuré</summary>
      <ul>
        <li>
          Le temps va de l’ordre de démarrage que reçoit le moteur à la première invite qui passe
          sur la console. La création, juste avant, n’y est pas.
        </li>
        <li>
          La mémoire est celle que le noyau de l’hôte compte pour chacun. Celle de la machine
          virtuelle comprend QEMU, qui la fait tourner, et croît quand la machine touche à de
          nouvelles pages.
        </li>
        <li>
          Les processus sont ceux que <code>ps</code> voit depuis l’hôte, sans le petit init que le
          moteur donne à chaque conteneur.
        </li>
        <li>
          Le noyau de la machine virtuelle est celui qui s’est annoncé sur sa console&nbsp;; celui
          du conteneur est celui de l’hôte. Vérifiez-les avec <code>uname -r</code>.
        </li>
        <li>
          La machine virtuelle tourne ici elle-même dans un conteneur, comme on le fait chez bien
          des hébergeurs. Sans KVM, le processeur est imité&nbsp;: elle démarre et calcule bien plus
          lentement qu’une machine virtuelle ordinaire.
        </li>
      </ul>
    </details>
  );
}
