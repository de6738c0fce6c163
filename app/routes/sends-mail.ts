import { useRouteLoaderData } from "@remix-run/react";

/** Whether the site can send e-mail. Without a mail server, e-mails are saved to files that only the
 *  administrator can read. */
export const useSendsMail = (): boolean =>
  (useRouteLoaderData("root") as { sendsMail?: boolean } | undefined)?.sendsMail ?? true;
