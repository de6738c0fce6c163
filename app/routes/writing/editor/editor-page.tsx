// The editor's page, for each address that answers its form.

import { randomUUID } from "node:crypto";
import type { AppLoadContext, LinksFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import type { DraftText, EditorValues } from "~/drafts/draft";
import type { Draft } from "~/drafts/draft.server";
import { listCopies } from "~/drafts/draft-saving.server";
import { DraftFacts } from "~/drafts/editor/draft-facts";
import { type EditedPost, type EditorState, stateOf } from "~/drafts/editor/editing";
import styles from "~/drafts/editor/editor.css?url";
import { EditorForm } from "~/drafts/editor/editor-form";
import { EditorMore } from "~/drafts/editor/editor-more";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import { findMovedSeries, listSeries } from "~/series/series.server";
import { readSite } from "~/site/site.server";
import { draftStatus } from "~/visibility/status";
import { memberOf } from "../../session/member";

export const editorLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export interface EditorData {
  state: EditorState;
  values: EditorValues;
  origin: { form: string; version: number; basedOn: number; postId: number | null };
  as: number;
  options: { series: { slug: string; title: string }[]; language: string; mayDate: boolean };
  savedAt: Date | null;
  copies: { id: number; name: string; savedAt: Date }[];
}

/** The data of the editor for a draft, or for one that isn't begun: empty, or the text of a post. */
export async function readEditor(
  context: AppLoadContext,
  draft: Draft | null,
  begun: { postId: number; basedOn: number; text: DraftText; post: EditedPost } | null,
): Promise<EditorData> {
  const member = memberOf(context);
  const { language } = await readSite(context.db);
  const text = draft?.text ?? begun?.text;
  // A series may have got another slug since the draft was saved.
  const typed = text?.details.series ?? "";
  const series = (await findMovedSeries(context.db, typed)) ?? typed;
  const copies = draft ? await listCopies(context.db, draft.id) : [];
  return {
    state: draft ? stateOf(member, draft) : newState(member, begun?.post ?? null),
    values: text ? { title: text.title, body: text.source, ...text.details, series } : {},
    origin: {
      form: randomUUID(),
      version: draft?.version ?? 0,
      basedOn: draft?.post?.version ?? begun?.basedOn ?? 0,
      postId: begun?.postId ?? null,
    },
    as: member.id,
    options: {
      series: (await listSeries(context.db)).map(({ slug, title }) => ({ slug, title })),
      language,
      mayDate: may(member, "post.publish"),
    },
    savedAt: draft?.savedAt ?? null,
    copies: copies.map(({ id, person, savedAt }) => ({ id, name: person?.name ?? "Someone", savedAt })),
  };
}

/** The state of a draft that isn't begun. */
const newState = (member: Member, post: EditedPost | null): EditorState =>
  stateOf(member, {
    ...{ id: null, status: draftStatus.writing, isChanged: false, post },
    ownerIds: [member.id],
  });

/** The answer to a form that was refused: it has what was typed and its own key, so that it goes on where it was. */
export interface RefusedEditor {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export function EditorPage({ editor }: { editor: EditorData }) {
  const refused = useActionData() as RefusedEditor | undefined;
  const { state, copies } = editor;
  const { form, version, based } = refused?.values ?? {};
  const origin = {
    ...editor.origin,
    ...(form !== undefined && { form, version: Number(version ?? 0), basedOn: Number(based ?? 0) }),
  };
  return (
    <div className="editor-page">
      <h1 className="kicker">{state.draftId === null && !state.post ? "Write a post" : "Edit your post"}</h1>
      <DraftFacts state={state} savedAt={editor.savedAt} />
      {copies.length > 0 ? (
        <p className="form-warning">
          This post was also changed elsewhere, and both texts are kept.{" "}
          <a href={`/write/${state.draftId}/copies`}>Compare them</a>
        </p>
      ) : null}
      <EditorForm
        state={state}
        values={refused?.values ?? editor.values}
        errors={refused?.errors ?? {}}
        origin={origin}
        as={editor.as}
        options={editor.options}
      />
      <EditorMore state={state} />
    </div>
  );
}
