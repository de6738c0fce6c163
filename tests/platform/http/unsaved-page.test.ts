// What a visitor gets when the database cannot save a form.

import { expect, test } from "vitest";
import type { RequestFacts } from "~/platform/http/request/request-facts";
import { openHttpServer, SITE_URL } from "./served-page";

const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });

/** A page that fails with `error`. */
const failing =
  (error: unknown, status = 500) =>
  async (_: Request, { failed }: RequestFacts) => {
    failed(error);
    return new Response("Something broke", { status });
  };

async function send(render: ReturnType<typeof failing>, fields: Record<string, string>) {
  const served = await openHttpServer(render, { stylesheet: "/assets/styles.css" });
  const body = new URLSearchParams(fields);
  const answer = await served.get("/posts/a/respond?x=1&y", { Origin: SITE_URL }, { method: "POST", body });
  return { answer, html: await answer.text() };
}

test("answers 503 with the reason and the form, filled in and ready to send again", async () => {
  const { answer, html } = await send(failing(full), { body: "Short.", name: 'A "B" <C>' });
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "60"]);
  expect(html).toContain("disk is full");
  expect(html).toContain("<title>Error: This was not saved</title>");
  expect(html).toContain('<form method="post" action="/posts/a/respond?x=1&amp;y">');
  expect(html).toContain('name="name" value="A &quot;B&quot; &lt;C&gt;"');
  expect(html).toContain('rows="12">\nShort.</textarea>');
  expect(html).toContain('href="/assets/styles.css"');
});

test("shows long and multi-line values in text areas", async () => {
  const { html } = await send(failing(full), { source: "\nOne\nTwo </textarea>", title: "x".repeat(80) });
  expect(html).toContain('name="source" aria-label="Your text" rows="12">\n\nOne\nTwo &lt;/textarea&gt;');
  expect(html).toContain(`rows="12">\n${"x".repeat(80)}</textarea>`);
});

test.each(["password", "proof"])("gives back no values of a form with a %s", async (field) => {
  const { html } = await send(failing(full), { handle: "ada", [field]: "correct horse" });
  expect(html).toContain("Go back");
  expect(html).not.toMatch(/correct horse|<form/);
});

test("keeps the page's own answer for any other error", async () => {
  const { answer, html } = await send(failing(new Error("a bug")), { body: "Short." });
  expect([answer.status, html]).toEqual([500, "Something broke"]);
});

test("keeps the page's answer if it succeeded despite the outage", async () => {
  const { answer, html } = await send(failing(full, 200), { body: "Short." });
  expect([answer.status, html]).toEqual([200, "Something broke"]);
});

test("answers 503 with Retry-After for a page while the database is unreachable", async () => {
  const away = Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
  const served = await openHttpServer(failing(away), { stylesheet: "/assets/styles.css" });
  const answer = await served.get("/posts/a");
  const html = await answer.text();
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "60"]);
  expect(html).toContain("This page can’t be shown right now");
  expect(html).toContain("doesn’t answer at the moment");
});

test("promises no retry for a page if the database is damaged", async () => {
  const served = await openHttpServer(
    failing(Object.assign(new Error("malformed"), { code: "SQLITE_CORRUPT" })),
  );
  const answer = await served.get("/posts/a");
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([500, null]);
});
