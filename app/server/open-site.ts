// Composes the running site: database, pages, HTTP server, background jobs.

import { readFileSync } from "node:fs";
import path from "node:path";
import { createAccountLimits } from "~/accounts/account-limits.server";
import { createIdentityProviders } from "~/accounts/identity/identity-provider.server";
import { createPasswordStrength, type PasswordStrength } from "~/accounts/password/password-strength.server";
import { findMember } from "~/accounts/session/session.server";
import { readSessionCookie } from "~/accounts/session/session-cookie";
import { createBookLimits } from "~/books/book-limits.server";
import { createBookServer } from "~/books/serving/serve-book.server";
import { createCommentLimits } from "~/comments/reply/comment-limits.server";
import { createDraftLimits } from "~/drafts/draft-limits.server";
import { showsLinkedMedia } from "~/drafts/linked-media.server";
import { beginReRendering, isStale } from "~/flows/re-render.server";
import { createMediaLimits } from "~/media/media-limits.server";
import { createMediaServer } from "~/media/serving/serve-media.server";
import { createUploadAdmission } from "~/media/upload/admit-upload.server";
import { createReportLimits } from "~/moderation/reports/report-limits.server";
import { guest } from "~/people/viewer";
import type { Config } from "~/platform/config/config";
import { AfterAnswers } from "~/platform/http/after-answer";
import { sweepUploads } from "~/platform/http/body/upload-body.server";
import { createHttpServer } from "~/platform/http/http-server.server";
import { listen, stopListening } from "~/platform/http/listen.server";
import { createOpenAnswers } from "~/platform/http/open-answers.server";
import { PageCache } from "~/platform/http/page-cache/page-cache.server";
import { createClientAddress } from "~/platform/http/request/client-address.server";
import { FirstVisits } from "~/platform/http/request/first-visits";
import { networkOf } from "~/platform/http/request/network";
import { securityHeaders } from "~/platform/http/security-headers";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { countJobs, measureLateness } from "~/platform/jobs/jobs.server";
import { KeptParts } from "~/platform/kept-parts";
import { createLog } from "~/platform/log.server";
import { createMetrics, type Metrics } from "~/platform/metrics.server";
import { createLiveServer } from "~/responses/live/live-server.server";
import { beginFillingIfStale } from "~/search/index/filling.server";
import { createSearchLimits } from "~/search/search-rate-limits.server";
import { SITE_KEY } from "~/site/site.server";
import { listJobKinds } from "./background-jobs";
import { keepBackupOf } from "./kept-backup";
import { openSiteServices } from "./new-site";
import { type MediaReaders, openMediaReaders } from "./open-media-readers";
import { tryMediaStore } from "./open-media-store";
import { openBuild, openDevelopmentPages } from "./pages";
import { fromRoot, type Services, type ServicesOptions } from "./site-services";

export interface RunningSite {
  /** Its address, such as http://localhost:3000. */
  address: string;
  services: Services;
  metrics: Metrics;
  /** Finishes running requests and jobs, then closes the database. */
  close(): Promise<void>;
}

export const openPasswordStrength = (): PasswordStrength =>
  createPasswordStrength({ workerFile: fromRoot("build/password-worker.cjs") });

/** Opens the database, fills a new site with the sample blog, listens, and runs due jobs. */
export async function openSite(
  config: Config,
  {
    developing = false,
    /** Prints what was done; absent in all but one of several processes. */
    say = undefined as ((line: string) => void) | undefined,
    content = fromRoot("content"),
    /** Returns the metrics as text, of all processes if there are several. */
    readMetrics = (own: Metrics) => own.text(),
    /** Workers that several sites of one process share; their creator closes them. */
    renderer = undefined as ServicesOptions["renderer"],
    passwordStrength: sharedStrength = undefined as PasswordStrength | undefined,
    mediaReaders: sharedReaders = undefined as MediaReaders | undefined,
  } = {},
): Promise<RunningSite> {
  const now = () => new Date();
  const log = createLog(config.logLevel);
  const cache = config.pageCache && !developing ? new PageCache() : null;
  const metrics: Metrics = createMetrics({
    cache: cache ?? new PageCache(),
    countJobs: () => countJobs(services.db),
    measureLateness: () => measureLateness(services.db, now()),
    countOpen: () => open.size,
  });
  const open = createOpenAnswers();
  const services = await openSiteServices(config, {
    ...{ content, log, renderer, onQuery: metrics.observeQuery },
    ...(say && { say }),
  });
  const parts = new KeptParts(() => services.db.catchUp());
  services.db.onChange((keys) => {
    cache?.invalidate(keys);
    parts.invalidate(keys);
  });
  await services.db.followOthers();
  if (!config.rateLimits)
    log.warn("RATE_LIMITS is off: anyone can post without limit. Use this only for benchmarks.");

  const visits = new FirstVisits();
  const afterAnswers = new AfterAnswers(log);
  const passwordStrength = sharedStrength ?? openPasswordStrength();
  const mediaReaders = sharedReaders ?? openMediaReaders(log);
  const context = {
    db: services.db,
    siteUrl: config.siteUrl,
    siteSecret: services.siteSecret,
    mediaStore: services.mediaStore,
    isRendererBusy: services.isRendererBusy,
    mediaReaders,
    parts,
    hub: services.hub,
    mediaLimit: config.mediaLimit,
    spamService: services.spamService,
    now,
    log,
    metrics: { contentType: metrics.contentType, text: () => readMetrics(metrics) },
    visits,
    commentLimits: createCommentLimits(services.db, config.rateLimits),
    draftLimits: createDraftLimits(services.db, config.rateLimits),
    mediaLimits: createMediaLimits(services.db, config.rateLimits),
    reportLimits: createReportLimits(services.db, config.rateLimits),
    searchLimits: createSearchLimits(services.db, config.rateLimits),
    accountLimits: createAccountLimits(services.db, config.rateLimits),
    bookLimits: createBookLimits(services.db, config.rateLimits),
    passwordStrength,
    scripts: {
      developing: developing ? ["/@vite/client"] : [],
      // Written by the build.
      addresses: JSON.parse(readFileSync(fromRoot("build/scripts.json"), "utf8")),
    },
    identityProviders: createIdentityProviders(config.openidProviders, { siteUrl: config.siteUrl, log, now }),
    search: services.search,
    sendsMail: config.smtpUrl !== null,
    keepBackup: keepBackupOf(config),
    keptBackups: config.backupSchedule === null ? 0 : config.backupKeep,
  };
  const media = { db: services.db, store: services.mediaStore };
  const security = securityHeaders(config.siteUrl, developing);
  const serveMedia = createMediaServer({
    ...{ ...media, security, now, log },
    isLinked: (upload, proof) => showsLinkedMedia({ ...services, now: now() }, upload, proof),
  });
  const serveBook = createBookServer({ ...services, parts, security, now });
  const clientAddress = createClientAddress(config.trustProxy);
  const serveLive = createLiveServer({ db: services.db, open, security, clientAddress, log });
  const receiving = path.join(config.dataDir, "receiving");
  await sweepUploads(receiving, now());
  const pages = developing ? await openDevelopmentPages() : await openBuild();
  const server = createHttpServer({
    siteUrl: config.siteUrl,
    trustProxy: config.trustProxy,
    cache,
    catchUp: () => services.db.catchUp(),
    metrics,
    visits,
    afterAnswers,
    log,
    async identify(cookies) {
      const secret = readSessionCookie(cookies, config.siteUrl);
      return secret === null ? null : findMember(services.db, secret, now());
    },
    render: (request, facts, member) => {
      // Every page shows the site's settings, so it gets their tag too; but a page without tags of its own
      // stays uncached.
      const addCacheTags = (...keys: string[]) => facts.addCacheTags(SITE_KEY, ...keys);
      const network = networkOf(facts.clientAddress);
      const [render, convertPaste] = [services.renderFor(network), services.convertPasteFor(network)];
      return pages.handle(request, {
        ...{ ...context, ...facts, render, convertPaste },
        ...{ viewer: member ?? guest, addCacheTags },
      });
    },
    files: async (req, res, target, who) =>
      (await serveMedia(req, res, target, who)) ||
      (await serveBook(req, res, target)) ||
      serveLive(req, res, target, who),
    uploads: { folder: receiving, admit: createUploadAdmission(services.db, config.mediaLimit) },
    ...pages.options,
  });
  const jobs = new JobRunner({
    ...listJobKinds(config),
    db: services.db,
    deps: services,
    now,
    log,
    onEnd: metrics.countJob,
  });
  await services.db.write((tx) => beginFillingIfStale(tx, now()));
  if (await isStale(services)) await services.db.write((tx) => beginReRendering(tx, now()));
  await jobs.start();
  void services.spamService?.verifyKey();
  void tryMediaStore(config, services.mediaStore, log);
  const port = await listen(server, config.port, config.host);
  return {
    address: config.siteUrl.replace(/:0$/, `:${port}`),
    services,
    metrics,
    async close() {
      open.close();
      await Promise.all([stopListening(server), jobs.stop()]);
      await afterAnswers.settle();
      await Promise.all([
        pages.close(),
        sharedStrength ? undefined : passwordStrength.close(),
        sharedReaders ? undefined : mediaReaders.close(),
      ]);
      await services.close();
    },
  };
}
