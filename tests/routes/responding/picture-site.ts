// A site that allows pictures in responses, with its members and what they send.

import { afterAll, beforeAll, beforeEach } from "vitest";
import type { SiteInput } from "~/site/site.schema";
import { saveSettings } from "~/site/site.server";
import { createMember, type TestMember } from "../../factories/people";
import { createPost } from "../../factories/posts";
import { buildSettings } from "../../factories/settings";
import { openTestSite, type TestSite } from "../../factories/site";
import { buildPicture, sendFile, type UploadAnswer } from "../../factories/uploads";
import { Visitor } from "../../factories/visitor";
import { typed } from "./typed";

export const RESPOND = "/posts/x/respond";
export const SCRIPT = "/comments/pictures";

let pictures = 0;
/** Colours so far apart that no two pictures become the same file. */
export const newPicture = () =>
  buildPicture(640, 420, `#${((++pictures * 0x2f1b3d) % 0x1000000).toString(16).padStart(6, "0")}`);

export const shown = ({ address }: UploadAnswer, alt = "Cups") => `![${alt}](${address})`;

export const allow = (site: TestSite, settings: Partial<SiteInput> = {}) =>
  saveSettings(site.services, buildSettings({ picturesInResponses: "yes", ...settings }));

export interface Here {
  site: TestSite;
  /** Readers. */
  ada: TestMember;
  ben: TestMember;
  /** A reader who moderates. */
  mo: TestMember;
  /** An author. */
  amy: TestMember;
}

/** Opens the site for the tests of a file. `here` has it once they run. */
export function openPictureSite() {
  const here = {} as Here;
  beforeAll(async () => {
    here.site = await openTestSite({ close: "later" });
    const { services } = here.site;
    here.ada = await createMember(services.db, "ada");
    here.ben = await createMember(services.db, "ben");
    here.mo = await createMember(services.db, "mo", { moderates: true });
    here.amy = await createMember(services.db, "amy", { role: "author" });
    await createPost(services, { slug: "x", title: "About tables" });
    await createPost(services, { slug: "for-guests" });
  });
  afterAll(() => here.site?.close());
  beforeEach(() => allow(here.site));

  const visit = ({ cookie }: TestMember) => new Visitor(here.site, cookie);
  const found = (source: string) => here.site.services.db.comment.findFirstOrThrow({ where: { source } });

  /** A picture of somebody's, as the script of a form sends it. */
  async function add(member: TestMember, path = SCRIPT): Promise<UploadAnswer> {
    const answer = await sendFile(here.site, member, { file: await newPicture() }, path);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as UploadAnswer;
  }

  /** Posts a reply and returns its row. */
  async function reply(member: TestMember | null, body: string) {
    const as = member ? String(member.id) : "guest";
    const visitor = member ? visit(member) : new Visitor(here.site);
    // Guests who have just opened a post would answer too fast.
    const address = member ? RESPOND : "/posts/for-guests/respond";
    const { status, html } = await visitor.post(address, typed({ as, body, name: "A guest" }));
    if (status !== 303) throw new Error(`${status}: ${html}`);
    return found(body.trim());
  }

  const statusFor = async (address: string, member?: TestMember) =>
    (await here.site.get(address, member && { headers: { Cookie: member.cookie } })).status;

  return { here, visit, found, add, reply, statusFor };
}
