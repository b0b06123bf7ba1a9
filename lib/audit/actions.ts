/** What the journal knows of, and what its page calls it. */
export const auditActions = {
  "account.create": "Compte créé",
  "account.role": "Rôle changé",
  "account.password-link": "Lien de mot de passe créé",
  "content.delete": "Leçon d’un formateur supprimée",
  "content.publish": "Leçon d’un formateur publiée",
  "content.withdraw": "Leçon d’un formateur retirée",
  "terminal.watch": "Terminal regardé",
  "terminal.watch-end": "Terminal plus regardé",
  "terminal.share": "Clavier partagé",
  "workspace.stop": "Espace de travail arrêté",
  "class.create": "Classe créée",
  "class.archive": "Classe archivée",
  "class.reopen": "Classe rouverte",
  "class.trainer-add": "Formateur ajouté",
  "class.trainer-remove": "Formateur retiré",
  "class.import": "Liste importée",
  "class.place-free": "Place libérée",
  "class.place-remove": "Place retirée",
  "class.quota": "Ressources d’une classe réglées",
  "class.message": "Message envoyé à une classe",
  "class.command": "Commande proposée à une classe",
  "class.broadcast": "Terminal diffusé à une classe",
  "class.broadcast-end": "Terminal plus diffusé",
  "class.results": "Résultats exportés",
  "assignment.change": "Devoir modifié",
  "assignment.remove": "Devoir supprimé",
} as const;

export type AuditAction = keyof typeof auditActions;

/** French; an action of another version of the site is told by its name. */
export function describeAction(action: string): string {
  return isAction(action) ? auditActions[action] : action;
}

const isAction = (action: string): action is AuditAction => Object.hasOwn(auditActions, action);
