import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useSendsMail } from "../../sends-mail";
import { passingHead } from "../../titles";

export const meta: MetaFunction = (args) => passingHead(args, "Account deleted");

/** A signed-in visitor's account exists, so the page would be wrong. */
export function loader({ context: { viewer } }: LoaderFunctionArgs) {
  if (viewer.kind === "person") throw redirect("/settings/data");
  return null;
}

/** Shown after an account was deleted. It has no data about the person. */
export default function Left() {
  return (
    <div className="notice" role="status">
      <h1>Your account is deleted</h1>
      <p>
        {useSendsMail() ? "We’ve sent you one last e-mail to confirm it. " : ""}Your name is gone from the
        site. If you had many posts and comments to delete, it may take some minutes until all of them are
        gone.
      </p>
      <p>
        You can still read, and reply as a guest. <a href="/">Latest posts</a>
      </p>
    </div>
  );
}
