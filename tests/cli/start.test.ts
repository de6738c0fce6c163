import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../factories/database";
import { freePort } from "../factories/site";
import { run } from "./command";
import { runHere } from "./here";
import { settledUrl, start } from "./running";

/** Time for publishing the sample blog, one transaction per post and response. */
const SAMPLE_MS = 120_000;

/** The output without the first-run link, which first-run.test.ts covers. */
const besideOffer = (said: string) => said.replace(/^This site has no administrator yet\. .*\n.*\n/m, "");

test(
  "fills a new site with the sample blog once, and stops on a signal",
  async () => {
    const posts = readdirSync("content/posts").filter((file) => file.endsWith(".md")).length;
    const DATA_DIR = path.join(temporaryFolder(), "data");
    const first = await start({ DATA_DIR });
    expect(first.said()).toMatch(
      new RegExp(
        `^Updated the database to \\d{14}_\\w+\\.\\nCreated a new site with the sample blog: ${posts} posts, \\d+ responses\\.\\n`,
      ),
    );
    expect(first.address).toBe(`http://localhost:${first.port}`);
    expect(await (await first.get("/")).text()).toContain('class="card"');
    expect(await first.stop()).toBe(0);

    const second = await start({ DATA_DIR });
    expect(besideOffer(second.said())).toBe(`Longtable is at http://localhost:${second.port}\n`);
    expect((await second.get("/")).status).toBe(200);
  },
  SAMPLE_MS,
);

test("logs no error for a visitor's invalid request", async () => {
  const site = await start({ DATABASE_URL: await settledUrl() });
  const strange = { method: "POST", body: "x" };
  const asked = [site.get("/nowhere"), site.get("/comments/x"), site.get("/%zz"), site.get("/tags", strange)];
  const statuses = (await Promise.all(asked)).map((answer) => answer.status);
  await site.stop();
  expect([statuses, besideOffer(site.said())]).toEqual([
    [404, 404, 400, 405],
    `Longtable is at http://localhost:${site.port}\n`,
  ]);
});

test("names a port that is in use", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const { code, said } = await run(["start"], {
    DATABASE_URL: await settledUrl(),
    PORT: String(port),
    HOST: "127.0.0.1",
  });
  expect([code, besideOffer(said)]).toEqual([
    2,
    `PORT ${port} is already in use by another program. Stop that program, or set PORT to another number.\n`,
  ]);
});

test("names a port that is in use with several processes, and exits", async () => {
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  onTestFinished(() => void other.close());
  await once(other, "listening");
  const env = { DATABASE_URL: await settledUrl(), PORT: String(port), HOST: "127.0.0.1" };
  const { code, said } = await run(["start", "--processes", "2"], env);
  expect([code, said]).toEqual([2, expect.stringContaining(`PORT ${port} is already in use`)]);
  expect(said).not.toMatch(/Starting a new one|Longtable is at/);
});

test.each(["/proc/x", "/proc/x/deeper", "/dev/null/x"])(
  "names a data folder that can't be created: %s",
  async (DATA_DIR) => {
    const { code, said } = await runHere(["start"], { DATA_DIR });
    expect([code, said]).toEqual([2, expect.stringContaining(`DATA_DIR is ${DATA_DIR}, but `)]);
  },
);

test("makes the data folder and the database readable only by their owner, whatever the umask", async () => {
  const DATA_DIR = path.join(temporaryFolder(), "data");
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  expect(await runHere(["jobs", "list"], { DATA_DIR })).toMatchObject({ code: 0 });
  const modes = [DATA_DIR, path.join(DATA_DIR, "longtable.db")].map((file) => statSync(file).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600]);
});

test("names each invalid setting, and creates nothing", async () => {
  const DATA_DIR = path.join(temporaryFolder(), "data");
  const { code, said } = await runHere(["start"], { DATA_DIR, PORT: "http", LOG_LEVEL: "loud" });
  expect([code, said]).toEqual([
    2,
    `Invalid settings:
  PORT should be a port number from 0 to 65535, but is "http"
  LOG_LEVEL should be one of fatal, error, warn, info, debug, trace, silent, but is "loud"
`,
  ]);
});

test("answers an unknown command with the list of commands", async () => {
  const { code, said } = await runHere(["polish"], {});
  expect([code, said.split("\n")[0]]).toEqual([2, 'Unknown command "polish".']);
  expect(said).toContain("npm start");
});
