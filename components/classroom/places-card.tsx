"use client";

import { Download, Ellipsis, Link2, Monitor } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import { useSend } from "@/components/http/use-send";
import { buttonClass, iconButtonClass } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { itemClass, menuClass } from "@/components/ui/menu";
import { Card } from "./card";
import { ImportForm } from "./import-form";
import { RenameDialog } from "./rename-dialog";
import { Trouble } from "./trouble";

export interface Place {
  id: string;
  name: string;
  email: string | null;
  /** personal link; null: the place is taken */
  link: string | null;
  guest: boolean;
}

type Asked = { action: "rename" | "free" | "remove"; place: Place };

/** The learners of a class, those expected too, and what a trainer can do for each. */
export function PlacesCard({
  classId,
  places,
  frozen,
  watchable,
}: {
  classId: string;
  places: Place[];
  /** the class is over */
  frozen: boolean;
  /** whoever looks at this page gives the class, and may see its learners' screens */
  watchable: boolean;
}) {
  const { pending, trouble, send } = useSend();
  const [asked, setAsked] = useState<Asked | null>(null);
  const path = `/api/classes/${classId}`;
  const close = () => setAsked(null);
  const act = (action: "freePlace" | "removePlace", place: string) => {
    close();
    void send(path, { action, place });
  };
  const here = places.filter(({ link }) => link === null).length;
  return (
    <Card
      id="apprenants"
      title="Apprenants"
      aside={
        <p className="text-soft tabular-nums">
          {here === places.length ? here : `${here} sur ${places.length}`}
        </p>
      }
    >
      {places.length === 0 ? (
        <p className="text-soft">
          Personne encore. Donnez le code à vos apprenants, ou importez leur liste.
        </p>
      ) : (
        <ul className="max-h-[28rem] overflow-y-auto border-line border-y">
          {places.map((place) => (
            <li
              key={place.id}
              className="flex min-h-12 items-center gap-2 border-line border-b py-1 last:border-b-0"
            >
              <p className="mr-auto min-w-0">
                <span className="block truncate">{place.name}</span>
                {place.email === null && !place.guest && place.link === null ? null : (
                  <span className="block truncate text-soft text-sm">
                    {[
                      place.email,
                      place.link === null ? (place.guest ? "sans compte" : null) : "pas encore là",
                    ]
                      .filter((part) => part !== null)
                      .join(", ")}
                  </span>
                )}
              </p>
              {place.link !== null || frozen || !watchable ? null : (
                <Link
                  href={`/classes/${classId}/direct/${place.id}`}
                  className={iconButtonClass()}
                  aria-label={`Voir l’écran de ${place.name}`}
                  title="Voir son écran"
                >
                  <Monitor className="size-5" aria-hidden />
                </Link>
              )}
              {place.link === null ? null : (
                <CopyButton
                  text={place.link}
                  label={`Copier le lien personnel de ${place.name}`}
                  icon={Link2}
                />
              )}
              {frozen ? null : <PlaceMenu place={place} ask={setAsked} />}
            </li>
          ))}
        </ul>
      )}
      {here === places.length || frozen ? null : (
        <p className="mt-3">
          <a
            href={`/api/classes/${classId}/places`}
            download
            className={buttonClass("quiet", "-ml-3 px-3!")}
          >
            <Download className="size-4" aria-hidden />
            Liens personnels (CSV)
          </a>
        </p>
      )}
      {frozen ? null : <ImportForm classId={classId} />}
      <Trouble>{trouble}</Trouble>
      <ConfirmDialog
        open={asked?.action === "free"}
        title={`Libérer la place de ${asked?.place.name ?? ""} ?`}
        action="Libérer la place"
        onCancel={close}
        onConfirm={() => asked && act("freePlace", asked.place.id)}
      >
        <p>
          La personne qui l’occupe sort de la classe, et la place attend de nouveau quelqu’un, avec
          un nouveau lien personnel. C’est utile quand elle change d’appareil sans avoir de compte.
          Votre remarque, si vous lui en avez écrit une, s’efface.
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked?.action === "remove"}
        title={`Retirer ${asked?.place.name ?? ""} de la classe ?`}
        action="Retirer"
        onCancel={close}
        onConfirm={() => asked && act("removePlace", asked.place.id)}
      >
        <p>
          Vous ne verrez plus son avancement&nbsp;; son travail, lui, reste à cette personne. Le
          code lui permettrait de revenir&nbsp;: changez-le si elle ne le doit pas.
        </p>
      </ConfirmDialog>
      <RenameDialog
        key={asked?.place.id}
        open={asked?.action === "rename"}
        name={asked?.place.name ?? ""}
        pending={pending}
        onCancel={close}
        onRename={(name) => {
          if (asked === null) return;
          close();
          void send(path, { action: "renamePlace", place: asked.place.id, name });
        }}
      />
    </Card>
  );
}

function PlaceMenu({ place, ask }: { place: Place; ask: (asked: Asked) => void }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={iconButtonClass()} aria-label={`Actions pour ${place.name}`}>
        <Ellipsis className="size-5" aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content align="end" className={menuClass}>
          <DropdownMenu.Item
            className={itemClass}
            onSelect={() => ask({ action: "rename", place })}
          >
            Corriger le nom
          </DropdownMenu.Item>
          {place.link === null ? (
            <DropdownMenu.Item
              className={itemClass}
              onSelect={() => ask({ action: "free", place })}
            >
              Libérer la place
            </DropdownMenu.Item>
          ) : null}
          <DropdownMenu.Item
            className={itemClass}
            onSelect={() => ask({ action: "remove", place })}
          >
            Retirer de la classe
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
