/** The personal links of a class as a list to send (CSV). */
import { requireUser } from "@/lib/auth/current-user";
import { enter } from "@/lib/classroom/access";
import { placeLink } from "@/lib/classroom/links";
import { listPlaces } from "@/lib/classroom/places";
import { csvOf } from "@/lib/classroom/results/csv";
import { text } from "@/lib/classroom/results/sheet";
import { database } from "@/lib/db/client";
import { fileResponse } from "@/lib/http/file-response";
import { answer } from "@/lib/http/respond";

export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  answer(request, async () => {
    const user = await requireUser(request.headers);
    const access = await enter(await database(), user, (await params).id, "class.read-members");
    const places = await listPlaces(access);
    const lines = places.flatMap(({ name, email, token }) =>
      token === null
        ? []
        : [[text(name), text(email ?? ""), text(placeLink(request.headers, token))]],
    );
    const headings = ["Nom", "Adresse électronique", "Lien personnel"];
    const file = `Liens ${access.record.name}.csv`;
    return fileResponse(csvOf({ headings, lines }), "text/csv; charset=utf-8", file);
  });
