import Link from "next/link";
import { SearchButton } from "@/components/search/search-button";
import { Mark } from "./mark";
import { ThemeToggle } from "./theme-toggle";

const links = [
  { href: "/parcours", label: "Parcours" },
  { href: "/glossaire", label: "Glossaire" },
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
          {links.map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              className="flex h-11 items-center rounded-lg px-2 font-medium text-soft hover:bg-sunken hover:text-ink sm:px-3"
            >
              {label}
            </Link>
          ))}
        </nav>
        <SearchButton />
        <ThemeToggle />
      </div>
    </header>
  );
}
