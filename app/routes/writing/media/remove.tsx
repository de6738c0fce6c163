import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { Form } from "~/design/form/form";
import { takeUploadOff } from "~/flows/media/change-upload.server";
import { mediaPagePath } from "~/media/media";
import { listPlacesFor } from "~/media/media-list.server";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { As } from "../../session/as";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { getUpload } from "./get-upload";
import { mediaLinks } from "./media-links";
import { Places } from "./places";
import { ShownUpload } from "./shown-upload";

export const handle: PageHandle = { act: "media.edit" };
export const links = mediaLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Remove a file");

export async function loader({ params, context }: LoaderFunctionArgs) {
  const upload = await getUpload(context, params.id);
  const member = memberOf(context);
  return onServer({ as: member.id, upload, places: await listPlacesFor(context.db, member, upload.id) });
}

/** Takes a file off the site. */
export async function action({ params, context }: ActionFunctionArgs) {
  const { id } = await getUpload(context, params.id);
  const deps = { db: context.db, store: context.mediaStore };
  const done = await takeUploadOff(deps, memberOf(context), id, context.now());
  if (!done.ok) throw notFound("file of yours");
  return redirect("/media?done=removed", 303);
}

export default function Remove() {
  const { as, upload, places } = useServerData<typeof loader>();
  const here = mediaPagePath(upload.id);
  const isUsed = places.length > 0;
  return (
    <div className="editor-page upload-page">
      <header className="page-head">
        <p className="kicker" dir="auto">
          <a href={here}>{upload.name}</a>
        </p>
        <h1>{isUsed ? `Remove this ${upload.kind} from the site?` : `Delete this ${upload.kind}?`}</h1>
        {isUsed ? (
          <p>
            It can’t be brought back. Its texts say in its place that it was removed, also their earlier
            versions. Browsers and other sites that have a copy may keep it: the site can’t reach those.
            Backups have it until they are replaced.
          </p>
        ) : (
          <p>It stands in no text. It can’t be brought back.</p>
        )}
      </header>
      <ShownUpload upload={upload} small />
      {isUsed ? (
        <>
          <h2>Where it stands</h2>
          <Places places={places} />
        </>
      ) : null}
      <Form action={`${here}/remove`} submit={isUsed ? "Remove" : "Delete"} danger>
        <As id={as} />
      </Form>
      <ul className="ways-on">
        <li>
          <a href={here}>Cancel</a>
        </li>
      </ul>
    </div>
  );
}
