// Several processes serve one site: caches, sessions and limits agree, and a crash loses nothing.

import { beforeAll, expect, test } from "vitest";
import { type PublishingDeps, schedulePost } from "~/flows/publishing/publish-post.server";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { saveSettings } from "~/site/site.server";
import { runHere } from "../cli/here";
import { type Started, start } from "../cli/running";
import { newDatabaseUrl, render } from "../factories/database";
import { createMember, PASSWORD } from "../factories/people";
import { buildPost, createPost } from "../factories/posts";
import { buildSettings } from "../factories/settings";

const SLOW_MS = 90_000;

let url: string;
let deps: PublishingDeps & { db: Database };
let sites: [Started, Started, Started];

/** Three processes on one database for all tests. Each test has its own post and its own network. */
beforeAll(async () => {
  url = await newDatabaseUrl();
  const db = openDatabase(url);
  // Without this it never hears that the others confirm a change, and waits half a second for each.
  await db.followOthers();
  deps = { db, render };
  // A site with settings gets no sample blog.
  await saveSettings(deps, buildSettings());
  const startOne = () => start({ DATABASE_URL: url }, [], "later");
  sites = await Promise.all([startOne(), startOne(), startOne()]);
  return async () => {
    for (const { child } of sites) child.kill("SIGKILL");
    await db.close();
  };
});

const post = (site: Started, page: string, init: RequestInit) => site.get(page, { ...init, method: "POST" });

const textOf = async (site: Started, path: string) => (await site.get(path)).text();

test(
  "shows a comment written through one process at once through the others, although they had cached the page",
  async () => {
    await createPost(deps, { slug: "read" });
    const [writer, ...readers] = sites;
    for (let round = 1; round <= 12; round++) {
      for (const site of sites) for (const path of ["/posts/read", "/"]) await textOf(site, path);
      const answer = await writer.reply("read", `Round ${round}.`, "192.0.2.1");
      expect(answer.status).toBe(303);
      for (const reader of readers) {
        expect(await textOf(reader, "/posts/read")).toContain(`Round ${round}.`);
        expect(await textOf(reader, "/")).toContain(`${round} response`);
      }
    }
  },
  SLOW_MS,
);

test(
  "shares sign-ins, sign-outs and rate limits among processes",
  async () => {
    await createPost(deps, { slug: "limited" });
    const { email } = await createMember(deps.db, "zoe");
    const [first, second, third] = sites;
    const signedIn = await post(first, "/sign-in", {
      body: new URLSearchParams({ email, password: PASSWORD }),
    });
    const headers = { Cookie: signedIn.headers.getSetCookie()[0]?.split(";")[0] ?? "" };
    const isKnownTo = async (site: Started) =>
      /Sign out/.test(await (await site.get("/", { headers })).text());
    expect(await Promise.all(sites.map(isKnownTo))).toEqual([true, true, true]);
    expect((await post(second, "/sign-out", { headers })).status).toBe(303);
    expect(await isKnownTo(third)).toBe(false);
    expect(await isKnownTo(first)).toBe(false);

    const statuses: number[] = [];
    for (let number = 0; number < 24; number++) {
      const site = sites[number % 3] as Started;
      statuses.push((await site.reply("limited", `Number ${number}.`, "192.0.2.2")).status);
    }
    expect(statuses).toEqual([...Array(20).fill(303), ...Array(4).fill(429)]);
  },
  SLOW_MS,
);

test(
  "publishes due posts once, whichever process finds them",
  async () => {
    await createPost(deps, { slug: "linked" });
    const published = await deps.db.post.count({ where: { status: "published" } });
    const due = new Date(Date.now() - 1_000);
    const slugs = Array.from({ length: 30 }, (_, number) => `due-${number}`);
    for (const slug of slugs) {
      const post = buildPost({ slug, source: "As [X](/posts/linked) says." });
      expect(await schedulePost(deps, post, due, new Date(due.getTime() - 1_000))).toMatchObject({
        ok: true,
      });
    }
    await expect
      .poll(() => deps.db.post.count({ where: { status: "published" } }), { timeout: 20_000 })
      .toBe(published + 30);
    await expect
      .poll(
        () =>
          deps.db.job.findMany({
            where: { kind: "publish-post" },
            select: { status: true, attempts: true },
          }),
        {
          timeout: 10_000,
        },
      )
      .toEqual(Array(30).fill({ status: "done", attempts: 1 }));
    expect(await deps.db.pingback.count()).toBe(30);
    expect(await textOf(sites[0], "/posts/linked")).toContain("30 responses");
  },
  SLOW_MS,
);

test(
  "serves from several processes with one command, adds up their metrics, and stops on a signal",
  async () => {
    await createPost(deps, { slug: "counted" });
    const site = await start({ DATABASE_URL: url }, ["--processes", "2"]);
    expect(site.said()).toMatch(/, in 2 processes\n$/);
    for (let round = 1; round <= 6; round++) {
      expect((await site.reply("counted", `Round ${round}.`, "192.0.2.3")).status).toBe(303);
      // New connections, which are distributed over the processes.
      for (let times = 0; times < 4; times++) {
        const answer = await site.get("/posts/counted", { headers: { Connection: "close" } });
        expect(await answer.text()).toContain(`Round ${round}.`);
      }
    }
    const metrics = await textOf(site, "/metrics");
    const [, counted] =
      /^longtable_http_request_seconds_count\{method="GET",route="\/posts\/:slug",status="200"\} (\d+)$/m.exec(
        metrics,
      ) ?? [];
    expect(counted).toBe("24");
    expect(await site.stop()).toBe(0);
    await expect(site.get("/healthz")).rejects.toThrow();
  },
  SLOW_MS,
);

// The last test of the three processes, because it kills one.
test(
  "loses and doubles no acknowledged comment when a process is killed while writing",
  async () => {
    const postId = await createPost(deps, { slug: "written" });
    const acknowledged: string[] = [];
    const write = async (writer: number) => {
      for (let number = 0; number < 40; number++) {
        const body = `Writer ${writer}, number ${number}.`;
        if (writer === 0 && number === 10) sites[0].child.kill("SIGKILL");
        // A network for each reply, so that no rate limit is reached.
        const from = `198.51.${writer}.${number}`;
        // Without an answer the comment may or may not be stored; the client sends it again to another
        // process.
        for (let attempt = writer; ; attempt++) {
          const answer = await (sites[attempt % 3] as Started).reply("written", body, from).catch(() => null);
          if (answer?.status !== 303) continue;
          acknowledged.push(body);
          break;
        }
      }
    };
    await Promise.all([0, 1, 2, 3, 4, 5].map(write));

    const comments = await deps.db.comment.findMany({
      where: { postId },
      select: { source: true, number: true, path: true },
    });
    expect(comments.map((comment) => comment.source).sort()).toEqual(acknowledged.sort());
    expect(new Set(comments.map((comment) => comment.number)).size).toBe(240);
    const post = await deps.db.post.findUnique({ where: { id: postId } });
    expect([post?.responseCount, post?.responseNumber]).toEqual([240, 240]);
    expect(await textOf(sites[1], "/posts/written")).toContain("240 responses");
  },
  SLOW_MS,
);

test.each([
  [["--processes"], "--processes needs a value."],
  [["--processes", "0"], '--processes is "0". Use a number from 1 to 64.'],
  [["--processes", "65"], '--processes is "65". Use a number from 1 to 64.'],
  [["--threads", "2"], "Unknown option --threads."],
])("refuses %j with the problem and the usage", async (words, problem) => {
  const { code, said } = await runHere(["start", ...words], {});
  expect([code, said]).toEqual([
    2,
    expect.stringContaining(`${problem}\n\nUsage:\n  npm start [-- --processes N]\n`),
  ]);
});
