// Denial of service: one network floods the site while others use it.

import { expect, test } from "vitest";
import { MAX_WAITING_OF_ONE } from "~/markdown/limits";
import { createPost } from "../../factories/posts";
import { openTestSite } from "../../factories/site";
import { typed } from "./typed";

/** A site behind a proxy, so that a test can send from several networks. */
async function openWithPost(env: Record<string, string> = {}) {
  const site = await openTestSite({ env: { TRUST_PROXY: "127.0.0.1", ...env } });
  await createPost(site.services, { slug: "x" });
  const send = (page: "preview" | "respond", network: string, fields: Record<string, string>) =>
    site.post(`/posts/x/${page}`, typed(fields), { headers: { "X-Forwarded-For": network } });
  return { site, send };
}

/** A distinct long text within the limits that is slow to parse. */
const costly = (number: number) => `${number}\n\n${"- [ ] *a* [b](/c)\n".repeat(200)}`;

test("posts the replies of a class while another network floods the previews", async () => {
  const { send } = await openWithPost({ RATE_LIMITS: "on" });
  const flood = Array.from({ length: 30 }, (_, number) =>
    send("preview", "192.0.2.1", { body: costly(number) }),
  );
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, pupil) =>
      send("respond", "198.51.100.7", { name: `Pupil ${pupil}`, email: `pupil${pupil}@school.example` }),
    ),
  );
  expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(303));
  await Promise.all(flood);
});

test("answers a preview that waits too long with 503, instructions and the text", async () => {
  const { send } = await openWithPost();
  const count = MAX_WAITING_OF_ONE + 10;
  const answers = await Promise.all(
    Array.from({ length: count }, async (_, number) => {
      const answer = await send("preview", "192.0.2.1", { body: costly(number), name: `Reader ${number}` });
      const again = answer.headers.get("Retry-After");
      return { status: answer.status, again, html: await answer.text(), number };
    }),
  );
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, again, html, number } of refused) {
    expect([status, again]).toEqual([503, "5"]);
    expect(html).toContain("Please try again in a few seconds");
    expect(html).toContain(`<textarea`);
    expect(html).toContain(`${number}\n\n- [ ] *a* [b](/c)`);
    expect(html).toMatch(new RegExp(`name="name"[^>]*value="Reader ${number}"`));
  }
});
