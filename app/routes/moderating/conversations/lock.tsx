import {
  type ActionFunctionArgs,
  type AppLoadContext,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Choice } from "~/design/form/choice";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { SelectField } from "~/design/form/select-field";
import { closePost } from "~/flows/moderating/close-post.server";
import { may } from "~/people/policy";
import { parseForm, readValues } from "~/platform/http/body/form.server";
import { closingForm, describeClosing } from "~/posts/conversation/closing";
import { findPostToAnswer } from "~/posts/conversation/post-to-answer.server";
import { nameMinutes, SLOW_MINUTES } from "~/posts/conversation/slow-mode";
import { postPath } from "~/posts/post";
import { findPostOwners } from "~/posts/post-commands.server";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../../page-handle";
import { explainMissingPost } from "../../reading/post-request";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { refuseModerator } from "../../session/permission";
import { passingHead } from "../../titles";

export const handle: PageHandle = { act: "conversation.close" };
export const meta: MetaFunction = (args) => passingHead(args, "Who may reply");

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { title, language, replyRules } = await getPostToClose(context, slug);
  const { repliesFrom, closedWords, slowMinutes, ageRule } = replyRules;
  const values: Record<string, string> = {
    repliesFrom,
    closedWords,
    slowMinutes: String(slowMinutes),
    ageRule,
  };
  const { closeAfterDays } = await readSite(context.db);
  const basedOn = describeClosing(replyRules);
  return { as: memberOf(context).id, post: { slug, title, language }, values, closeAfterDays, basedOn };
}

/** Decides who may reply to a post. */
export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const post = await getPostToClose(context, slug, (await readValues(request)).closedWords);
  const form = await parseForm(request, closingForm);
  const { values } = form;
  const refuse = (status: number, errors: Record<string, string>, basedOn = values.basedOn ?? "") =>
    data({ values, basedOn, errors }, status);
  if (!form.ok) return refuse(422, form.errors);
  const done = await closePost(context, member, post.id, form.value, context.now());
  if (done.ok) return redirect(`${postPath(slug)}#respond`, 303);
  if (done.reason === "moderator.not-allowed") throw refuseModerator(member);
  if (done.reason === "post.not-found") throw await explainMissingPost(context.db, slug);
  if (done.reason === "post.moderator-decided") return refuse(409, { form: DECIDED });
  const now = NOW_MAY_REPLY[done.present.repliesFrom] ?? NOW_MAY_REPLY.everyone;
  const form409 = `Your decision wasn’t saved: somebody else has decided in the meantime. ${now} To replace that, save again.`;
  return refuse(409, { form: form409 }, describeClosing(done.present));
}

const NOW_MAY_REPLY: Record<string, string> = {
  everyone: "Everyone may reply now.",
  members: "Only members may reply now.",
  nobody: "Nobody may reply now.",
};

const DECIDED =
  "Your decision wasn’t saved: a moderator has decided who may reply here, and only a moderator can change that.";

async function getPostToClose({ db, viewer }: AppLoadContext, slug: string, typed?: string) {
  const post = await findPostToAnswer(db, slug);
  if (!post) throw await explainMissingPost(db, slug, typed);
  const owners = await findPostOwners(db, post.id);
  if (viewer.kind === "person" && !may(viewer, "conversation.close", owners ?? undefined))
    throw refuseModerator(viewer);
  return post;
}

export default function Lock() {
  const { as, post, closeAfterDays, ...opened } = useLoaderData<typeof loader>();
  const { values, basedOn, errors } = { errors: {}, ...opened, ...useActionData<typeof action>() };
  const { repliesFrom, closedWords, slowMinutes, ageRule } = errors as Record<string, string | undefined>;
  return (
    <div className="account">
      <header className="page-head">
        <p className="kicker">
          <a href={postPath(post.slug)} lang={post.language ?? undefined} dir="auto">
            {post.title}
          </a>
        </p>
        <h1>Who may reply?</h1>
        <p>Everyone can go on reading. Replies that wait for a moderator can still be approved.</p>
      </header>
      <Form action={`${postPath(post.slug)}/lock`} submit="Save" errors={errors}>
        <As id={as} />
        <input type="hidden" name="basedOn" value={basedOn} />
        <Choice
          name="repliesFrom"
          legend="New replies to this post"
          value={values.repliesFrom}
          error={repliesFrom}
          options={[
            { value: "everyone", label: "From everyone", hint: "Guests and members." },
            { value: "members", label: "From members only", hint: "Guests see how to sign in." },
            {
              value: "nobody",
              label: "From nobody",
              hint: "The conversation is closed, also to moderators.",
            },
          ]}
        />
        <Field
          name="closedWords"
          label="Why"
          hint="Readers see this where the reply form was. For example: The question has been answered."
          value={values.closedWords}
          error={closedWords}
        />
        <SelectField
          name="slowMinutes"
          label="Slow mode"
          hint="Gives a heated conversation time to think. For guests it counts a whole network. Moderators and the post’s writers can always reply."
          value={values.slowMinutes ?? "0"}
          error={slowMinutes}
          options={SLOW_MINUTES.map((minutes) => ({
            value: String(minutes),
            name: minutes === 0 ? "Off" : `One reply per person every ${nameMinutes(minutes)}`,
          }))}
        />
        {closeAfterDays > 0 ? (
          <SelectField
            name="ageRule"
            label="Closing by age"
            value={values.ageRule ?? "site"}
            error={ageRule}
            options={[
              {
                value: "site",
                name: `Closes ${closeAfterDays} days after its publication, as all posts here`,
              },
              { value: "open", name: "Stays open, whatever its age" },
            ]}
          />
        ) : (
          <input type="hidden" name="ageRule" value={values.ageRule} />
        )}
      </Form>
      <ul className="ways-on">
        <li>
          <a href={`${postPath(post.slug)}#respond`}>Cancel</a>
        </li>
      </ul>
    </div>
  );
}
