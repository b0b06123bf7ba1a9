import { ArrowLeft } from "lucide-react";
import Link from "next/link";

export function BackToClass({ id, name }: { id: string; name: string }) {
  return (
    <Link
      href={`/classes/${id}`}
      className="no-print inline-flex min-h-11 items-center gap-2 text-soft hover:text-sea"
    >
      <ArrowLeft className="size-4 shrink-0" aria-hidden />
      {name}
    </Link>
  );
}
