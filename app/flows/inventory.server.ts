import type { Correspondent } from "~/accounts/mail/correspondence.server";
import type { Inventory } from "~/platform/inventory";
import { PRUNE_PATTERN } from "~/platform/prune.server";
import { clearWritingJob } from "./accounts/leave.server";
import { fileByMonthJob } from "./change-settings.server";
import { endFirstStepsJob } from "./first-steps.server";
import { askToKeepJob } from "./following/ask-to-keep.server";
import {
  SEND_NOTIFICATIONS_PATTERN,
  type SendingDeps,
  sendNotificationsJob,
} from "./following/send-notifications.server";
import { tellOfMentionsJob, tellOfPostJob, tellOfResponseJob } from "./following/tell-followers.server";
import { TELL_PARTS_PATTERN, tellPartsJob } from "./following/tell-parts.server";
import { confirmGuestJob } from "./guests/ask-address.server";
import { remakeTextsJob } from "./media/remake-texts.server";
import { checkUses } from "./media/use-check.server";
import { type ServiceDeps, tellSpamServiceJob } from "./moderating/ask-spam-service.server";
import { tellBlockedJob } from "./moderating/block.server";
import { tellWriterJob } from "./moderating/decision-news.server";
import { eraseHiddenJob } from "./moderating/erase-hidden.server";
import { TELL_MODERATORS_PATTERN, tellModeratorsJob } from "./moderating/queue-news.server";
import { tellReporterJob } from "./moderating/report.server";
import { checkPingbacks } from "./pingback-check.server";
import { type HubDeps, tellHubJob } from "./publishing/hub-news.server";
import { publishDueJob } from "./publishing/publication-job.server";
import type { PublishingDeps } from "./publishing/publish-post.server";
import { reRenderJob } from "./re-render.server";
import { emptyBinJob } from "./writing/bin-draft.server";

export const flows: Inventory<PublishingDeps & Correspondent & ServiceDeps & HubDeps & SendingDeps> = {
  room: "flows",
  jobs: [
    publishDueJob,
    reRenderJob,
    fileByMonthJob,
    clearWritingJob,
    tellWriterJob,
    tellSpamServiceJob,
    tellReporterJob,
    tellBlockedJob,
    confirmGuestJob,
    remakeTextsJob,
    tellHubJob,
    tellOfResponseJob,
    tellOfMentionsJob,
    tellOfPostJob,
  ],
  schedules: [
    { job: emptyBinJob, pattern: PRUNE_PATTERN },
    { job: eraseHiddenJob, pattern: PRUNE_PATTERN },
    { job: tellModeratorsJob, pattern: TELL_MODERATORS_PATTERN },
    { job: sendNotificationsJob, pattern: SEND_NOTIFICATIONS_PATTERN },
    { job: tellPartsJob, pattern: TELL_PARTS_PATTERN },
    { job: askToKeepJob, pattern: PRUNE_PATTERN },
    { job: endFirstStepsJob, pattern: PRUNE_PATTERN },
  ],
  checks: [
    { name: "pingbacks", find: checkPingbacks },
    { name: "uploads in texts", find: checkUses },
  ],
};
