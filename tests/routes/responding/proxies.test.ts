// Forms through a proxy that passes on no Host header, or another one than readers see.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { request, sendRaw } from "../../platform/http/raw-http";
import { typed } from "./typed";

let site: TestSite;
let SITE_URL: string;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  SITE_URL = site.address;
  await createPost(site.services, { slug: "x" });
});
afterAll(() => site.close());

function reply(headers: Record<string, string>) {
  const body = new URLSearchParams(typed({ body: JSON.stringify(headers) })).toString();
  const type = "application/x-www-form-urlencoded";
  const length = String(Buffer.byteLength(body));
  const all = { "Content-Type": type, "Content-Length": length, Host: "127.0.0.1:3000", ...headers };
  return sendRaw(site.address, request("POST /posts/x/respond", all, body));
}

test("accepts a form with the site's Origin, whatever its Host header", async () => {
  expect(await reply({ Origin: SITE_URL })).toMatchObject({ status: 303 });
  expect(await reply({ Origin: SITE_URL, "X-Forwarded-Host": "inside" })).toMatchObject({ status: 303 });
});

test("accepts a form with Origin null and Sec-Fetch-Site same-origin", async () => {
  expect(await reply({ Origin: "null", "Sec-Fetch-Site": "same-origin" })).toMatchObject({ status: 303 });
});

test("says which setting is wrong when a refused form might be this site's", async () => {
  const { status, body } = await reply({ Origin: "https://seen.example" });
  expect(status).toBe(403);
  for (const name of ["https://seen.example", SITE_URL, "127.0.0.1:3000"]) expect(body).toContain(name);
  expect(body).toContain(
    "set SITE_URL to the address that readers see, or have the proxy pass on the Host header",
  );
});

test("mentions no setting when a refused form is another site's", async () => {
  const { status, body } = await reply({ Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" });
  expect(status).toBe(403);
  expect(body).not.toContain("SITE_URL");
});
