import type { Inventory } from "~/platform/inventory";
import { fileByMonthJob } from "./change-settings.server";
import { clearWritingJob } from "./leave.server";
import { checkPingbacks } from "./pingback-check.server";
import { type PublishingDeps, publishDueJob } from "./publish-post.server";
import { reRenderJob } from "./re-render.server";

export const flows: Inventory<PublishingDeps> = {
  room: "flows",
  jobs: [publishDueJob, reRenderJob, fileByMonthJob, clearWritingJob],
  checks: [{ name: "pingbacks", find: checkPingbacks }],
};
