import { expect } from "@playwright/test";
import { expectAccessible } from "./support/accessible";
import { test, visit } from "./support/escale";
import { expectPrompt, firstLesson, openTerminal, removeWorkspace } from "./support/workspace";

test("a full machine: those in line see their place, and get in by themselves", async ({
  browser,
  small,
}) => {
  const [first, second, third] = [
    await visit(browser, small, firstLesson),
    await visit(browser, small, firstLesson),
    await visit(browser, small, firstLesson),
  ];
  await openTerminal(first);
  await second.getByRole("button", { name: "Ouvrir le terminal" }).click();
  await expect(second.getByRole("status").filter({ hasText: "dans la file" })).toContainText(
    "Vous êtes en tête sur 1 dans la file",
  );
  await third.getByRole("button", { name: "Ouvrir le terminal" }).click();
  await expect(third.getByText("Toutes les places sont prises")).toBeVisible();
  await expect(third.getByText("Vous êtes 2ᵉ sur 2 dans la file")).toBeVisible();
  await expectAccessible(third);
  await third.getByRole("button", { name: "Quitter la file" }).click();
  await expect(third.getByRole("button", { name: "Ouvrir le terminal" })).toBeVisible();

  await removeWorkspace(first);
  await expectPrompt(second);
  await removeWorkspace(second);
  for (const page of [first, second, third]) await page.context().close();
});
