// Every page is in the table of routes, reads its query through the page cache, and checks the policy. A
// failure lists the pages.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ACTS } from "~/people/policy";
import { files, imports, pageFiles } from "./source-files";

test("every file of routes/ is a page in routes.ts or imported by one", () => {
  const pages = pageFiles();
  // root.tsx is the frame of all pages, routes.ts the table of them.
  const isPage = (file: string) =>
    file.startsWith("app/routes/") || file === "app/root.tsx" || file === "app/routes.ts";
  const used = imports.filter(({ from }) => isPage(from)).map(({ to }) => to);
  const wrong = files.filter((file) => {
    return (
      file.startsWith("app/routes/") && !pages.includes(file) && !used.includes(file.replace(/\.tsx?$/, ""))
    );
  });
  expect(wrong).toEqual([]);
});

/** The acts of all pages, read from their handles. */
function readActs(): { page: string; act: string }[] {
  return pageFiles().flatMap((page) => {
    const handle = /^export const handle: PageHandle = [^;]*;/m.exec(readFileSync(page, "utf8"))?.[0] ?? "";
    return [...handle.matchAll(/\bact: "([^"]+)"/g)].map(([, act = ""]) => ({ page, act }));
  });
}

test("every act of the policy is checked by a page", () => {
  const asked = readActs().map(({ act }) => act);
  expect(ACTS.filter((act) => !asked.includes(act))).toEqual([]);
});

test("every handle is typed, and every page that reads its member has an act", () => {
  const acting = readActs().map(({ page }) => page);
  const wrong = pageFiles().filter((page) => {
    const text = readFileSync(page, "utf8");
    const isUntyped = /^export const handle\b(?!: PageHandle = )/m.test(text);
    return (
      isUntyped || (/\b(memberOf|loadManaged|getManagedBySender)\b/.test(text) && !acting.includes(page))
    );
  });
  expect(wrong).toEqual([]);
});

test("every page in routes.ts exists", () => {
  expect(pageFiles().filter((file) => !files.includes(file))).toEqual([]);
});

test("no page reads its query without the page cache", () => {
  const wrong = files.filter((file) => {
    return file.startsWith("app/routes/") && /searchParams|useSearchParams/.test(readFileSync(file, "utf8"));
  });
  expect(wrong).toEqual([]);
});
