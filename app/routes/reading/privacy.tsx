import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ONE_PAGE } from "~/platform/http/route-rules";
import { readSite, SITE_KEY } from "~/site/site.server";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { head } from "../titles";
import { FIGURES } from "./privacy-figures";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) =>
  head(
    args,
    "What is kept about you",
    "/privacy",
    "What this site keeps of whom, for how long, and who sees it.",
  );

export async function loader({ context }: LoaderFunctionArgs) {
  context.shows(SITE_KEY);
  const { name } = await readSite(context.db);
  return onServer({ siteName: name, keptBackups: context.keptBackups, figures: FIGURES });
}

export default function Privacy() {
  const { siteName, keptBackups, figures } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <h1>What is kept about you</h1>
        <p>At {siteName}, whether you read, reply as a guest, or have an account.</p>
      </header>
      <div className="prose">
        <Readers {...figures} />
        <Guests {...figures} />
        <Members {...figures} />
        <Leaving keptBackups={keptBackups} />
        <Others />
      </div>
    </>
  );
}

type Figures = typeof FIGURES;

const Readers = ({ firstVisit }: Figures) => (
  <>
    <h2>If you read</h2>
    <p>
      No cookie, no count of visitors, nothing about you in the database. So that a form which comes back too
      fast is told from a person’s, the server remembers in its memory when a network address first fetched a
      page: {inWords(firstVisit)} at most, and it is written nowhere.
    </p>
    <p>
      The program’s own log has no network addresses. What stands between you and it, such as a web server or
      your library’s network, may keep a log of its own.
    </p>
  </>
);

const Guests = ({ counted, failures, prune, arrival, drafts, repeat }: Figures) => (
  <>
    <h2>If you reply as a guest</h2>
    <p>
      Your reply, the name that you gave and your website, if you gave one, are public and stay for as long as
      the reply does. Your e-mail address is kept beside it as long. No page shows it, and no letter goes to
      it; whoever runs the site can look it up in the database, to reach you.
    </p>
    <p>
      So that nobody floods the site, how often a network address sends replies, asks for previews or letters,
      uses a passkey or sets out to sign in elsewhere, is counted: {inWords(counted)} at most, and gone{" "}
      {inWords(prune)} later at the latest. For wrong passwords it is {inWords(failures)}. Of an e-mail
      address only a hash is counted. A reply itself is kept without a network address. So that a reply sent
      twice becomes one comment, a hash of its text, name and network address is kept for {inWords(repeat)},
      and deleted {inWords(prune)} later at the latest.
    </p>
    <p>
      After you post or delete a reply, or sign out, a cookie tells your own browser for {inWords(arrival)}{" "}
      that it was done. A reply that you begin and don’t post is kept in your browser, on your device, for{" "}
      {days(drafts)} after you last typed in it, or until you post it, discard it or sign out. Your name,
      address and website are kept there if you tick “Remember me on this device”, until you untick it.
    </p>
    <p>
      To change who such a reply is by, or to remove it, <a href="/join">join</a> with the same address: you
      are offered all that was written with it.
    </p>
  </>
);

const Members = ({
  wholeAddress,
  idle,
  session,
  knownBrowser,
  knownBrowsers,
  prune,
  tokens,
  unsent,
  resetAsked,
  joinAsked,
  away,
  joining,
  invited,
}: Figures) => (
  <>
    <h2>If you have an account</h2>
    <ul>
      <li>
        <strong>Your page</strong>: your name, your handle and former handles, what you say about yourself,
        your website. Everybody can read it.
      </li>
      <li>
        <strong>Your e-mail address</strong>: you see it, and the administrators do. The site’s letters go to
        it.
      </li>
      <li>
        <strong>Your password</strong> is not kept, only a hash from which it can’t be read (Argon2id); of
        passkeys, the half that is public; of another site that you sign in with, who you are there.
      </li>
      <li>
        <strong>Where you are signed in</strong>: the kind of browser, when, and the network address. Of that
        only the beginning, your provider’s or library’s network, is left after {days(wholeAddress)}. You are
        signed out after {days(idle)} without a visit, and after {days(session)} in any case; then all of this
        is deleted, within {inWords(prune)}. You see it in your settings.
      </li>
      <li>
        <strong>One cookie</strong> says that it is you, for as long as you are signed in. It is sent to this
        site alone. Another remembers for {days(knownBrowser)}, also after you sign out, that you have signed
        in with this browser, so that nobody else’s wrong passwords keep you out of your account here. It is
        sent to this site’s sign-in pages alone; a hash of it is kept with your account, for the{" "}
        {knownBrowsers} browsers that you used last. It lets nobody in. A third, for {inWords(away)}, knows
        your browser again when you come back from signing in at another site, and for {inHours(joining)} if
        you join from there.
      </li>
      <li>
        <strong>Links that were mailed to you</strong>: a hash of each, whose it was and a hash of the
        address, so that asking twice sends one e-mail, until {days(tokens)} after it expired. If you ask for
        a new password with an address that has no account, a hash of the address is kept for{" "}
        {inWords(resetAsked)}, and gone {inWords(prune)} later at the latest. If you ask to join and don’t
        follow the link, your address goes with it: {days(joinAsked)} after you asked. An invitation that was
        sent to your address keeps it for {days(invited)} at most. A letter is deleted once it is sent. One
        that could not be sent is deleted {days(unsent)} after the last try; a site without a mail server
        keeps its letters in a folder.
      </li>
    </ul>
  </>
);

const Leaving = ({ keptBackups }: { keptBackups: number }) => (
  <>
    <h2>To take it along, or away</h2>
    <p>
      In <a href="/settings/data">your settings</a> you can have everything in one file, at any time. There
      you can also leave: your account is deleted at once, and what you wrote either stays without your name
      or is removed. Where somebody has answered what is removed, a line without your name keeps its place. Of
      your handles a hash is kept, so that nobody else can speak under them. You can also remove comments one
      by one.
    </p>
    <p>
      {keptBackups > 0
        ? `The site backs itself up, and keeps the newest ${keptBackups} of these backups. What is deleted is in them until they are replaced.`
        : "The site makes no backups by itself. Whoever runs it may make some, in which what is deleted stays until they are deleted."}
    </p>
  </>
);

const Others = () => (
  <>
    <h2>Who else learns of it</h2>
    <p>
      Nobody. Pages load nothing from elsewhere: no fonts, no pictures, no scripts of others, nothing that
      counts. Your data is given to nobody. Letters go through mail servers, as all letters do. If you choose
      to sign in with an account at another site, that site learns that you do.
    </p>
  </>
);

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 60 ? "an hour" : `${minutes} minutes`;
}

const inHours = (seconds: number): string => `${Math.ceil(seconds / (60 * 60))} hours`;

const days = (seconds: number): string => `${Math.ceil(seconds / (24 * 60 * 60))} days`;
