import clsx from "clsx";
import Link from "next/link";
import { AccountMenu } from "@/components/account/account-menu";
import { HandButton } from "@/components/live/hand-button";
import { SearchButton } from "@/components/search/search-button";
import { Mark } from "./mark";
import { ThemeToggle } from "./theme-toggle";

/** What has no room on a narrow screen is in the account's menu. */
const links: readonly { href: string; label: string; place?: string; ahead?: false }[] = [
  { href: "/parcours", label: "Parcours" },
  // made for one person: not fetched ahead by everybody
  { href: "/progression", label: "Progression", place: "max-[34rem]:hidden", ahead: false },
  { href: "/glossaire", label: "Glossaire", place: "max-[42rem]:hidden" },
];

export function SiteHeader() {
  return (
    <header className="site-header sticky top-0 z-40 h-(--header) border-line border-b bg-paper">
      <div className="flex h-full items-center gap-1 px-(--gutter)">
        <Link
          href="/"
          className="mr-auto flex h-11 items-center gap-2.5 font-bold font-display text-xl tracking-tight"
        >
          <Mark className="size-8" />
          <span className="max-[24rem]:sr-only">Escale</span>
        </Link>
        <nav aria-label="Principale" className="flex">
          {links.map(({ href, label, place, ahead }) => (
            <Link
              key={href}
              href={href}
              prefetch={ahead ?? null}
              className={clsx(
                "flex h-11 items-center rounded-lg px-2 font-medium text-soft hover:bg-sunken hover:text-ink sm:px-3",
                place,
              )}
            >
              {label}
            </Link>
          ))}
        </nav>
        <HandButton />
        <SearchButton />
        <ThemeToggle />
        <AccountMenu />
      </div>
    </header>
  );
}
