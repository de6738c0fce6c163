import { test } from "vitest";
import { openTestSite } from "../factories/site";
import { openBrowser } from "../factories/browser";
test("time", async () => {
  for (let i = 0; i < 2; i++) {
  let t = Date.now();
  const s = await openTestSite({ content: "content" });
  console.log("site", Date.now() - t); t = Date.now();
  const b = await openBrowser();
  console.log("browser", Date.now() - t); t = Date.now();
  const p = await b.newPage(); await p.goto(s.address + "/posts/hanging-out-is-the-work");
  console.log("page", Date.now() - t);
  for (const q of ["?to=1", "?to=9", ""]) console.log((await (await s.get("/posts/hanging-out-is-the-work/respond" + q)).text()).match(/respond-title">[^<]*/)?.[0]);
  console.log((await s.get("/posts/hanging-out-is-the-work/respond?to=1")).headers.get("cache-control"));
  t = Date.now();
  await b.close();
  console.log("close", Date.now() - t);
  }
}, 120000);
