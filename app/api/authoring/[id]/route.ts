/** Publishing a lesson, withdrawing a version, deleting the draft. */
import { requireUser } from "@/lib/auth/current-user";
import { enterLesson } from "@/lib/authoring/access";
import { deleteLesson } from "@/lib/authoring/drafts";
import { offer, publish } from "@/lib/authoring/versions";
import { database } from "@/lib/db/client";
import { readJson } from "@/lib/http/body";
import { json, mutate } from "@/lib/http/respond";
import { lessonActionSchema } from "@/lib/protocol/authoring";

export const POST = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  mutate(request, async () => {
    const wanted = await readJson(request, lessonActionSchema);
    const user = await requireUser(request.headers);
    const needed = wanted.action === "delete" || wanted.action === "withdraw" ? "read" : "change";
    const access = await enterLesson(await database(), user, (await params).id, needed);
    switch (wanted.action) {
      case "publish":
        return json({ number: await publish(access, wanted.hash) });
      case "withdraw":
      case "offer":
        await offer(access, wanted.number, wanted.action === "offer");
        return json({});
      case "delete":
        await deleteLesson(access);
        return json({});
    }
  });
