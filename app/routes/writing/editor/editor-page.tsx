// The editor's page, for each address that answers its form.

import type { AppLoadContext, LinksFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { type ContinuedComment, ContinuesLine } from "~/comments/continued/continued-comment";
import { findContinued } from "~/comments/continued/continued-comments.server";
import { Form } from "~/design/form/form";
import { DRAFT_KINDS, type DraftKind, type DraftText, draftPath, type EditorValues } from "~/drafts/draft";
import type { Draft } from "~/drafts/draft.server";
import { CopyNotice } from "~/drafts/editor/copy-notice";
import { DraftFacts } from "~/drafts/editor/draft-facts";
import { DraftNotes } from "~/drafts/editor/draft-notes";
import { type EditedPost, type EditorState, stateOf } from "~/drafts/editor/editing";
import styles from "~/drafts/editor/editor.css?url";
import { EditorForm, type EditorOrigin } from "~/drafts/editor/editor-form";
import { EditorMore } from "~/drafts/editor/editor-more";
import { type DraftNote, listNotes } from "~/drafts/notes/draft-note.server";
import { listCopyIds } from "~/drafts/saving/draft-saving.server";
import { makeFormKey } from "~/drafts/saving/opened-form.server";
import { nominatePath } from "~/nominations/nomination";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import { readRowId } from "~/platform/database/rows/row-id";
import { findMovedSeries, listSeries } from "~/series/series.server";
import { readSite } from "~/site/site.server";
import { draftStatus } from "~/visibility/status";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { type Shown, ShownDraft, showDraft } from "./shown-draft";

export const editorLinks: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

export interface EditorData {
  state: EditorState;
  values: EditorValues;
  origin: EditorOrigin;
  /** The response that it continues. */
  continued: ContinuedComment | null;
  as: number;
  options: {
    series: { slug: string; title: string }[];
    language: string;
    mayDate: boolean;
    reminder: string;
    mayAddWriters: boolean;
  };
  savedAt: Date | null;
  /** Null if it was the viewer. */
  savedBy: string | null;
  copies: { id: number }[];
  /** The copy to which the text went that the viewer has just sent. */
  copiedId: number | null;
  /** Whether the viewer has just added a picture at the end of the text, without a script. */
  hasNewPicture: boolean;
  notes: DraftNote[];
  /** Whether the viewer may leave notes. */
  mayNote: boolean;
  /** The draft as it will stand, for a viewer who may not edit it now. */
  shown: Shown | null;
}

/** A draft that isn't begun. */
export interface NewDraft {
  kind: DraftKind;
  /** The post or page of which it is the working copy. */
  original?: { id: number; basedOn: number; text: DraftText; posted: EditedPost };
  /** Key of its address. */
  openedKey?: string;
  /** What it continues, and begins with. */
  continuation?: { id: number; text: DraftText; continued: ContinuedComment };
}

/** The data of the editor for a draft, or for one that isn't begun: empty, or the text of a post or page. */
export async function readEditor(
  context: AppLoadContext,
  draft: Draft | null,
  { kind, original, openedKey, continuation }: NewDraft = { kind: "post" },
): Promise<EditorData> {
  const member = memberOf(context);
  const asked = context.query("copied", "picture");
  const { language, reminder } = await readSite(context.db);
  const text = draft?.text ?? original?.text ?? continuation?.text;
  // A series may have got another slug since the draft was saved.
  const typed = text?.details.series ?? "";
  const series = (await findMovedSeries(context.db, typed)) ?? typed;
  const state = draft ? stateOf(member, draft) : newState(member, kind, original?.posted ?? null);
  return {
    state,
    values: text ? { title: text.title, body: text.source, ...text.details, series } : {},
    origin: {
      form: makeFormKey(openedKey),
      version: draft?.version ?? 0,
      basedOn: draft?.posted?.version ?? original?.basedOn ?? 0,
      postedId: original?.id ?? null,
      continues: continuation?.id ?? null,
    },
    continued:
      continuation?.continued ??
      (draft?.continuesId ? await findContinued(context.db, draft.continuesId) : null),
    as: member.id,
    options: {
      reminder,
      series: (await listSeries(context.db)).map(({ slug, title }) => ({ slug, title })),
      language,
      mayDate: may(member, "post.publish"),
      mayAddWriters: may(member, "person.create"),
    },
    savedAt: draft?.savedAt ?? null,
    savedBy: draft?.savedById === member.id ? null : (draft?.savedBy?.name ?? "Someone"),
    copies: draft ? await listCopyIds(context.db, draft.id) : [],
    copiedId: readRowId(asked.get("copied")),
    hasNewPicture: asked.get("picture") === "added",
    notes: draft ? await listNotes(context.db, draft.id, draft.text.source) : [],
    // To somebody who writes alone, notes to oneself are no help.
    mayNote: state.mayReview && (draft?.ownerIds.some((id) => id !== member.id) ?? false),
    shown: draft && !state.isOpen ? await showDraft(context, draft.text, draft) : null,
  };
}

/** The state of a draft that isn't begun. */
const newState = (member: Member, kind: DraftKind, posted: EditedPost | null): EditorState =>
  stateOf(member, {
    ...{ id: null, kind, status: draftStatus.writing, isChanged: false, posted },
    ownerIds: [member.id],
  });

/** The answer to a form that was refused: it has what was typed and its own key, so that it goes on where it was. */
export interface RefusedEditor {
  values: Record<string, string>;
  errors: Record<string, string>;
}

export function EditorPage({ editor }: { editor: EditorData }) {
  const refused = useActionData() as RefusedEditor | undefined;
  const { notes, mayNote, shown } = editor;
  const state = { ...editor.state, kind: kindOf(editor, refused) };
  const { form, version, based, continues } = refused?.values ?? {};
  const origin = {
    ...editor.origin,
    ...(form !== undefined && { form, version: Number(version ?? 0), basedOn: Number(based ?? 0) }),
    ...(continues !== undefined && { continues: readRowId(continues) }),
  };
  return (
    <div className="editor-page">
      <h1 className="kicker">{headingOf(state)}</h1>
      <DraftFacts state={state} savedAt={editor.savedAt} />
      {editor.continued ? (
        <ContinuesLine continued={editor.continued} nominatePath={nominatePathOf(editor)} />
      ) : null}
      {state.draftId === null ? null : <CopyNotice draftId={state.draftId} {...editor} />}
      {editor.hasNewPicture && !refused ? <PictureAdded /> : null}
      <OpenNotes notes={notes} />
      {shown ? (
        <>
          <TakeBack state={state} as={editor.as} />
          <DraftNotes notes={notes} draftId={state.draftId} isOpen={false} mayNote={false} />
          <ShownDraft {...shown} />
        </>
      ) : (
        <EditorForm
          state={state}
          values={refused?.values ?? editor.values}
          errors={refused?.errors ?? {}}
          origin={origin}
          as={editor.as}
          options={editor.options}
        >
          <DraftNotes
            {...{ notes, draftId: state.draftId, isOpen: true, mayNote }}
            values={refused?.values ?? {}}
            errors={refused?.errors ?? {}}
          />
        </EditorForm>
      )}
      <EditorMore state={state} />
    </div>
  );
}

/** Where somebody who has only looked at the editor nominates another's response. */
const nominatePathOf = ({ state, continued, as }: EditorData): string | null =>
  state.draftId === null && continued?.state === "public" && continued.personId !== as
    ? nominatePath(continued.id)
    : null;

/** The answer to a form that began a draft doesn't know from its address what the draft becomes. */
const kindOf = ({ state }: EditorData, refused: RefusedEditor | undefined): DraftKind =>
  (state.draftId === null && DRAFT_KINDS.find((kind) => kind === refused?.values.kind)) || state.kind;

function headingOf({ kind, draftId, post }: EditorState): string {
  const isNew = draftId === null && !post;
  if (kind === "page") return isNew ? "Write a page" : "Edit the page";
  return isNew ? "Write a post" : "Edit the post";
}

const PictureAdded = () => (
  <p className="form-done" role="status">
    The picture is added at the end of the text. Move its line to where it belongs.
  </p>
);

/** How many notes wait, at the head of the page: they stand below the text. */
function OpenNotes({ notes }: { notes: DraftNote[] }) {
  const count = notes.filter(({ resolvedAt }) => resolvedAt === null).length;
  if (count === 0) return null;
  return (
    <p className="editor-facts">
      <a href="#notes">{count === 1 ? "1 note" : `${count} notes`} on this draft</a>
    </p>
  );
}

/** A submitted draft can't be edited by its writer before they take it back. */
const TakeBack = ({ state: { draftId, isSubmitted, maySubmit }, as }: { state: EditorState; as: number }) =>
  isSubmitted && maySubmit && draftId !== null ? (
    <Form action={`${draftPath(draftId)}/take-back`} submit="Take back" quiet>
      <As id={as} />
    </Form>
  ) : null;
