// The page before a publication: what will be published, and what is missing.

import type { LoaderFunctionArgs } from "@remix-run/node";
import { ContinuesLine } from "~/comments/continued/continued-comment";
import { findContinued } from "~/comments/continued/continued-comments.server";
import { Form } from "~/design/form/form";
import type { Draft } from "~/drafts/draft.server";
import { stateOf } from "~/drafts/editor/editing";
import { countRecipientsOf } from "~/flows/following/count-recipients.server";
import { checkPage } from "~/flows/pages/publish-page.server";
import { checkDraft } from "~/flows/writing/check-draft.server";
import { MissingAlt } from "~/media/missing-alt/missing-alt";
import { listMissingAlt } from "~/media/missing-alt/missing-alt.server";
import { pagePath } from "~/pages/page";
import { postPath } from "~/posts/post";
import { readSite } from "~/site/site.server";
import { isPublished } from "~/visibility/status";
import { onServer } from "../../on-server";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { getDraft } from "../editor/editing";
import { FollowersChoice } from "./followers-choice";
import { type RefusedSchedule, ScheduleForm } from "./schedule-form";

interface RefusedPublication extends RefusedSchedule {
  /** The post was changed since its working copy was begun. */
  isOutdated?: boolean;
}

/** What will be published, and what is missing. */
export async function loadPublication({ params, context }: LoaderFunctionArgs) {
  const draft = await getDraft(context, params.id, "post.publish");
  const member = memberOf(context);
  const { timeZone, language } = await readSite(context.db);
  const checked =
    draft.kind === "page"
      ? { ...NO_POST, ...readCheckedPage(draft) }
      : { ...(await checkDraft(context, draft)), page: null };
  const now = context.now();
  return onServer({
    as: member.id,
    version: draft.version,
    title: draft.text.title,
    state: stateOf(member, draft),
    continued: draft.continuesId === null ? null : await findContinued(context.db, draft.continuesId),
    timeZone,
    language,
    recipients: checked.post && (await countRecipientsOf(context.db, draft, checked.post, now)),
    missingAlt: await listMissingAlt(context.db, draft.text.source),
    ...checked,
  });
}

const NO_POST = { post: null, writers: [], pings: [] };

function readCheckedPage(draft: Draft) {
  const { errors, ...page } = checkPage(draft);
  return { errors, page };
}

type Publication = Awaited<ReturnType<typeof loadPublication>>["value"];

export function PublishPage({
  as,
  version,
  title,
  state,
  errors,
  post,
  page,
  writers,
  pings,
  timeZone,
  language,
  missingAlt,
  recipients,
  continued,
  refused,
}: Publication & { refused: RefusedPublication | undefined }) {
  const here = `/write/${state.draftId}`;
  const { isOut } = state;
  const problems = { ...errors, ...refused?.errors };
  const ready = Object.keys(errors).length === 0;
  return (
    <div className="editor-page">
      <header className="page-head">
        <p className="kicker">{isOut ? "Update" : "Publish"}</p>
        <h1 dir="auto">{(post?.title ?? page?.title ?? title.trim()) || "Untitled draft"}</h1>
      </header>
      {continued ? <ContinuesLine continued={continued} nominatePath={null} /> : null}
      {isOut ? (
        <p>
          <a href={`${here}/changes`}>What changed</a>
        </p>
      ) : null}
      {Object.keys(problems).length > 0 ? (
        <div className="form-refusal" role="alert">
          <p>{ready ? "This wasn’t published." : "Before this can be published:"}</p>
          <ul>
            {Object.entries(problems).map(([name, words]) => (
              <li key={name}>
                <a href={`${here}#field-${name}`}>{words}</a>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <MissingAlt pictures={missingAlt} editPath={here} />
      {page?.slug ? (
        <dl className="publish-facts">
          <dt>Address</dt>
          <dd>{pagePath(page.slug)}</dd>
        </dl>
      ) : null}
      {post ? (
        <dl className="publish-facts">
          <dt>Address</dt>
          <dd>{postPath(post.slug)}</dd>
          <dt>By</dt>
          <dd>{writers.join(", ")}</dd>
          {post.tags.length > 0 ? (
            <>
              <dt>Tags</dt>
              <dd>{post.tags.join(", ")}</dd>
            </>
          ) : null}
          {post.series ? (
            <>
              <dt>Series</dt>
              <dd>
                {post.series}, part {post.part}
              </dd>
            </>
          ) : null}
          <dt>Pingbacks</dt>
          <dd>
            {pings.length === 0 ? (
              "It links to no other post of this site."
            ) : (
              <ul>
                {pings.map((ping) => (
                  <li key={ping.id}>
                    <a href={postPath(ping.slug)}>{ping.title}</a>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </dl>
      ) : null}
      {ready ? (
        <>
          <Form
            action={`${here}/publish`}
            submit={refused?.isOutdated ? "Update anyway" : isOut ? "Update" : "Publish now"}
          >
            <As id={as} />
            <input type="hidden" name="version" value={version} />
            {refused?.isOutdated ? <input type="hidden" name="overwrite" value="yes" /> : null}
            {isOut ? null : (
              <FollowersChoice form="publish" {...{ recipients, language }} asked={refused?.values?.quiet} />
            )}
          </Form>
          {page || (state.post && isPublished(state.post)) ? null : (
            <ScheduleForm {...{ as, version, state, timeZone, language, recipients, refused }} />
          )}
        </>
      ) : null}
      <p>
        <a href={here}>Back to editing</a>
      </p>
    </div>
  );
}
